package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwxJobTest extends AwxFixture {
    @Test
    void showsEveryStateToAPoller() throws IOException {
        int id = launch(7, "{'limit':'web-01'}");
        Set<String> seen = new LinkedHashSet<>();
        List<Boolean> processedAtEnd = new ArrayList<>();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> {
            JsonNode job = job(id);
            seen.add(job.get("status").asText());
            if (job.get("finished").isTextual()) {
                processedAtEnd.add(job.get("event_processing_finished").asBoolean());
                assertThat(job.get("host_status_counts").isNull())
                        .isEqualTo(!job.get("event_processing_finished").asBoolean());
            }
            return job.get("event_processing_finished").asBoolean();
        });
        assertThat(seen).containsExactly("pending", "waiting", "running", "successful");
        assertThat(processedAtEnd).contains(false, true);
    }

    @Test
    void tellsWhatTheRunDid() throws IOException {
        int id = launch(7, "{'limit':'web-01'}");
        JsonNode job = awaitEnd(id);
        assertThat(job.get("host_status_counts").toString()).isEqualTo("{\"changed\":1}");
        assertThat(job.get("artifacts").toString()).isEqualTo("{\"effect\":\"restarted\"}");
        assertThat(job.get("failed").asBoolean()).isFalse();
        assertThat(user.get("/api/v2/jobs/1/stdout/?format=txt").text())
                .isEqualTo("Weir sandbox: scripted outcome, no playbook was run\ndone\n");
        assertThat(user.get("/api/v2/jobs/1/stdout/?format=json&content_encoding=base64")
                        .json()
                        .get("content")
                        .asText())
                .startsWith("V2Vpc");
        JsonNode summary = user.get("/api/v2/jobs/1/job_host_summaries/")
                .json()
                .get("results")
                .get(0);
        assertThat(summary.get("host_name").asText()).isEqualTo("web-01");
        assertThat(summary.get("changed").asInt()).isEqualTo(3);
        assertThat(summary.get("failed").asBoolean()).isFalse();
    }

    @Test
    void failsAndSucceedsWithoutEffect() throws IOException {
        JsonNode failed = awaitEnd(launch(7, "{'extra_vars':{'outcome':'failed'}}"));
        assertThat(failed.get("status").asText()).isEqualTo("failed");
        assertThat(failed.get("host_status_counts").toString()).isEqualTo("{\"failures\":1}");
        JsonNode none = awaitEnd(launch(7, "{'extra_vars':{'no_host':true}}"));
        assertThat(none.get("status").asText()).isEqualTo("successful");
        assertThat(none.get("host_status_counts").toString()).isEqualTo("{}");
        JsonNode noMatch = awaitEnd(launch(7, "{'limit':'nowhere'}"));
        assertThat(noMatch.get("status").asText()).isEqualTo("failed");
        assertThat(noMatch.get("host_status_counts").isNull()).isTrue();
    }

    @Test
    void keepsTheSecondJobOfATemplatePending() throws IOException {
        int first = launch(8, "{}");
        int second = launch(8, "{}");
        awaitStatus(first, "running");
        await().pollInterval(Duration.ofMillis(10))
                .until(
                        () -> job(second).get("job_explanation").asText(),
                        ("waiting for job-" + first + " to finish")::equals);
        assertThat(job(second).get("status").asText()).isEqualTo("pending");
        gate.release(2);
        awaitStatus(first, "successful");
        awaitStatus(second, "successful");
        assertThat(sandbox.job(second).orElseThrow().explanation()).isEmpty();
    }

    @Test
    void cancelsPendingAndRunningJobs() throws IOException {
        int running = launch(8, "{}");
        int pending = launch(8, "{}");
        awaitStatus(running, "running");
        assertThat(user.get("/api/v2/jobs/" + pending + "/cancel/").text()).isEqualTo("{\"can_cancel\":true}");
        assertThat(cancel(user, pending).status()).isEqualTo(202);
        assertThat(job(pending).get("status").asText()).isEqualTo("canceled");
        Http.Reply reply = cancel(user, running);
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text()).isEmpty();
        awaitStatus(running, "canceled");
        assertThat(awaitEnd(running).get("failed").asBoolean()).isTrue();
        assertThat(cancel(user, running).status()).as("finished, plain user").isEqualTo(403);
        assertThat(cancel(admin, running).status()).as("finished, superuser").isEqualTo(405);
        assertThat(user.get("/api/v2/jobs/" + running + "/cancel/").text()).isEqualTo("{\"can_cancel\":false}");
    }

    @Test
    void letsOnlyTheLauncherOrASuperuserCancel() throws IOException {
        int id = admin.created("/api/v2/job_templates/8/launch/", "{}");
        assertThat(cancel(user, id).status()).isEqualTo(403);
        assertThat(cancel(admin, id).status()).isEqualTo(202);
    }

    @Test
    void filtersAndPagesJobs() throws IOException {
        int label = label("rem-5");
        int marked = launch(8, "{'labels':[" + label + "],'limit':'web-01'}");
        int plain = launch(8, "{}");
        assertThat(ids("labels__name=rem-5&order_by=id")).containsExactly(marked);
        assertThat(ids("id__in=" + marked + "," + plain + "&order_by=-id")).containsExactly(plain, marked);
        assertThat(ids("limit__exact=web-01")).containsExactly(marked);
        assertThat(ids("limit=web-01")).as("a reserved word, not a filter").hasSize(2);
        assertThat(ids("created_by__username=weir&unified_job_template=8")).hasSize(2);
        assertThat(ids("not__limit=web-01")).containsExactly(plain);
        assertThat(user.get("/api/v2/jobs/?nonsense=1").status()).isEqualTo(400);
        assertThat(user.get("/api/v2/jobs/?order_by=nonsense").status()).isEqualTo(400);
        Http.Reply forbidden = user.get("/api/v2/jobs/?extra_vars__contains=x");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.detail()).isEqualTo("Filtering on extra_vars is not allowed.");
        JsonNode page = user.get("/api/v2/jobs/?page_size=1").json();
        assertThat(page.get("next").asText()).isEqualTo("/api/v2/jobs/?page=2&page_size=1");
        assertThat(user.get("/api/v2/jobs/?page=9").detail()).isEqualTo("Invalid page.");
        assertThat(user.get("/api/v2/jobs/?count_disabled=1").json().has("count"))
                .isFalse();
        assertThat(page.get("results").get(0).has("event_processing_finished")).isFalse();
        assertThat(page.get("results").get(0).has("extra_vars")).isTrue();
        assertThat(page.get("results").get(0).has("labels__name")).isFalse();
    }

    @Test
    void capsThePageSizeSilently() throws IOException {
        for (int i = 0; i < 201; i++) {
            label("l" + i);
        }
        JsonNode page = user.get("/api/v2/labels/?page_size=5000").json();
        assertThat(page.get("results")).hasSize(200);
        assertThat(page.get("next").asText()).endsWith("page_size=200");
        assertThat(user.get("/api/v2/labels/").json().get("results")).hasSize(25);
    }

    @Test
    void forgetsTheLabelWithItsOnlyJob() throws IOException {
        int label = label("rem-6");
        int id = launch(8, "{'labels':[" + label + "]}");
        assertThat(admin.send("DELETE", "/api/v2/jobs/" + id + "/", null).status())
                .isEqualTo(409);
        cancel(user, id);
        assertThat(user.send("DELETE", "/api/v2/jobs/" + id + "/", null).status())
                .isEqualTo(403);
        assertThat(admin.send("DELETE", "/api/v2/jobs/" + id + "/", null).status())
                .isEqualTo(204);
        assertThat(user.get("/api/v2/labels/?name=rem-6").json().get("count").asInt())
                .isZero();
    }

    private static Http.Reply cancel(Http who, int id) throws IOException {
        return who.send("POST", "/api/v2/jobs/" + id + "/cancel/", null);
    }

    private List<Integer> ids(String query) throws IOException {
        List<Integer> out = new ArrayList<>();
        Http.Reply reply = user.get("/api/v2/jobs/?" + query);
        reply.json().get("results").forEach(j -> out.add(j.get("id").asInt()));
        return out;
    }
}
