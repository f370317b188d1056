package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.awx.AwxOptions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AwxAccessTest extends AwxFixture {
    @Test
    void answersPingToEveryone() throws IOException {
        Http.Reply reply = anonymous.get("/api/v2/ping/");
        assertThat(reply.json().get("version").asText()).isEqualTo("24.6.1");
        assertThat(reply.header("Date")).endsWith("GMT");
        assertThat(reply.header("X-API-Product-Version")).isEmpty();
        assertThat(user.get("/api/v2/me/").header("X-API-Product-Version")).isEqualTo("24.6.1");
        assertThat(user.get("/api/v2/me/").header("X-API-Request-Id")).isNotEmpty();
    }

    @Test
    void wantsCredentials() throws IOException {
        Http.Reply none = anonymous.get("/api/v2/me/");
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.detail()).startsWith("Authentication credentials were not provided.");
        assertThat(none.header("WWW-Authenticate")).startsWith("Bearer realm=api");
        assertThat(anonymous
                        .with("Authorization", "Bearer nope")
                        .get("/api/v2/me/")
                        .status())
                .isEqualTo(401);
        Http.Reply wrong = anonymous.with("Authorization", "Basic d2Vpcjp4").get("/api/v2/me/");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.detail()).startsWith("Invalid username/password.");
        assertThat(anonymous
                        .with("Authorization", "Basic d2Vpcjp3ZWly")
                        .get("/api/v2/me/")
                        .json()
                        .get("results")
                        .get(0)
                        .get("username")
                        .asText())
                .isEqualTo("weir");
    }

    @Test
    void letsAReadTokenReadOnly() throws IOException {
        assertThat(reader.get("/api/v2/job_templates/7/launch/").status()).isEqualTo(200);
        Http.Reply reply = reader.post("/api/v2/job_templates/7/launch/", "{}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.detail()).isEqualTo("You do not have permission to perform this action.");
        assertThat(sandbox.jobs()).isEmpty();
    }

    @Test
    void redirectsWithoutSlashAndLaunchesNothing() throws IOException {
        Http.Reply reply = user.post("/api/v2/job_templates/7/launch", "{}");
        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.header("Location")).isEqualTo("/api/v2/job_templates/7/launch/");
        assertThat(sandbox.jobs()).isEmpty();
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        assertThat(user.get("/api/v2/nothing/").detail()).isEqualTo("The requested resource could not be found.");
        assertThat(user.get("/api/v2/jobs/77/").detail()).isEqualTo("No Job matches the given query.");
        assertThat(user.get("/api/v2/job_templates/77/launch/").status()).isEqualTo(404);
        assertThat(user.get("/api/v2/job_templates/no%20such++Default/launch/").status())
                .isEqualTo(404);
        assertThat(anonymous
                        .get("/api/v2/job_templates/no%20such++Default/launch/")
                        .status())
                .isEqualTo(401);
        Http.Reply method = user.put("/api/v2/jobs/", "{}");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.detail()).isEqualTo("Method \"PUT\" not allowed.");
    }

    @Test
    void findsTemplatesByName() throws IOException {
        Http.Reply named = user.get("/api/v2/job_templates/restart%20nginx++Default/launch/");
        assertThat(named.json().get("job_template_data").get("id").asInt()).isEqualTo(7);
        Http.Reply listed = user.get("/api/v2/job_templates/?name=restart%20nginx&organization__name=Default");
        assertThat(listed.json().get("count").asInt()).isEqualTo(1);
        assertThat(user.get("/api/v2/job_templates/?name=x").json().get("count").asInt())
                .isZero();
    }

    @Test
    void hidesMissingPermissionBehindANamedUrl() throws IOException {
        assertThat(user.post("/api/v2/job_templates/12/launch/", "{}").status()).isEqualTo(403);
        Http.Reply named = user.post("/api/v2/job_templates/locked++Default/launch/", "{}");
        assertThat(named.status()).isEqualTo(404);
        assertThat(named.detail()).isEqualTo("Not found.");
    }

    @Test
    void servesTheGatewayPath() throws IOException {
        SandboxOptions options =
                SandboxOptions.defaults().withAwx(AwxOptions.defaults().withBasePath("/api/controller/v2/"));
        try (Sandbox gateway = Sandbox.start(options)) {
            Http http = new Http("http://127.0.0.1:" + gateway.port(), "Authorization", "Bearer sandbox-awx-token");
            Http.Reply reply = http.post("/api/controller/v2/job_templates/7/launch/", "{}");
            assertThat(reply.json().get("url").asText()).isEqualTo("/api/controller/v2/jobs/1/");
            assertThat(http.get("/api/v2/ping/").status()).isEqualTo(404);
        }
    }

    @Test
    void listsInventoriesAndHosts() throws IOException {
        assertThat(user.get("/api/v2/inventories/?name=prod")
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(user.get("/api/v2/inventories/2/hosts/?name=web-01")
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(user.get("/api/v2/inventories/2/hosts/?name=nope")
                        .json()
                        .get("count")
                        .asInt())
                .isZero();
        assertThat(user.get("/api/v2/inventories/9/hosts/").status()).isEqualTo(404);
        assertThat(user.get("/api/v2/organizations/?name=Default")
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void keepsLabelsUnique() throws IOException {
        Http.Reply made = user.post("/api/v2/labels/", "{'name':'rem-1','organization':1}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("created").asText()).isNotEmpty();
        Http.Reply again = user.post("/api/v2/labels/", "{'name':'rem-1','organization':1}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text()).isEqualTo("{\"__all__\":[\"Label with this Name and Organization already exists.\"]}");
        assertThat(user.get("/api/v2/labels/?name=rem-1")
                        .json()
                        .get("results")
                        .get(0)
                        .get("id")
                        .asInt())
                .isEqualTo(1);
        assertThat(user.post("/api/v2/labels/", "{}").text())
                .isEqualTo("{\"name\":[\"This field is required.\"],\"organization\":[\"This field is required.\"]}");
        assertThat(user.post("/api/v2/labels/", "{'name':'" + "x".repeat(513) + "','organization':9}")
                        .text())
                .contains("no more than 512", "Invalid pk \\\"9\\\" - object does not exist.");
        assertThat(user.send("DELETE", "/api/v2/labels/1/", null).status()).isEqualTo(405);
        assertThat(reader.post("/api/v2/labels/", "{'name':'x','organization':1}")
                        .status())
                .isEqualTo(403);
    }
}
