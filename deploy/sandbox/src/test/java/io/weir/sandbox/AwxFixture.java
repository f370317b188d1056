package io.weir.sandbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sandbox.awx.AwxJob;
import io.weir.sandbox.awx.AwxOptions;
import io.weir.sandbox.awx.AwxTemplate;
import io.weir.sandbox.awx.AwxTiming;
import io.weir.sandbox.awx.HostResult;
import io.weir.sandbox.awx.JobOutcome;
import io.weir.sandbox.awx.JobRun;
import io.weir.sandbox.awx.Prompt;
import io.weir.sandbox.awx.SurveyQuestion;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with scripted templates. Jobs of template 8 run until {@link #gate} is released. */
abstract class AwxFixture {
    static final AwxTiming QUICK = new AwxTiming(
            Duration.ofMillis(60), Duration.ofMillis(60), Duration.ofMillis(60), Duration.ofMillis(40), Duration.ZERO);

    final ConcurrentLinkedQueue<JobRun> runs = new ConcurrentLinkedQueue<>();
    final Semaphore gate = new Semaphore(0);
    Sandbox sandbox;
    Http user;
    Http reader;
    Http admin;
    Http anonymous;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(options());
        String base = "http://127.0.0.1:" + sandbox.port();
        anonymous = new Http(base);
        user = new Http(base, "Authorization", "Bearer sandbox-awx-token");
        reader = new Http(base, "Authorization", "Bearer sandbox-awx-read-token");
        admin = new Http(base, "Authorization", "Bearer sandbox-awx-admin-token");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    SandboxOptions options() {
        AwxTemplate plain = AwxTemplate.named(7, "restart nginx", 1, 2).withRunner(this::restart);
        AwxTemplate gated = AwxTemplate.named(8, "slow", 1, 2).withRunner(run -> {
            gate.acquire();
            return restart(run);
        });
        AwxTemplate surveyed = AwxTemplate.named(10, "surveyed", 1, 2)
                .withRunner(this::restart)
                .withPrompts(Set.of(Prompt.LIMIT))
                .withSurvey(List.of(
                        SurveyQuestion.choice("service", "nginx", "mariadb"),
                        new SurveyQuestion("grace", SurveyQuestion.Type.INTEGER, false, 1, 9, List.of()),
                        new SurveyQuestion("note", SurveyQuestion.Type.TEXT, false, 3, 5, List.of())));
        return SandboxOptions.defaults()
                .withAwx(AwxOptions.defaults()
                        .withTiming(QUICK)
                        .withTemplates(List.of(
                                plain,
                                gated,
                                AwxTemplate.named(9, "closed", 1, 2)
                                        .withRunner(this::restart)
                                        .withPrompts(Set.of()),
                                surveyed,
                                AwxTemplate.named(11, "homeless", 1, 2)
                                        .withRunner(this::restart)
                                        .withoutInventory(),
                                AwxTemplate.named(12, "locked", 1, 2).withExecutors(Set.of("admin")),
                                AwxTemplate.named(13, "secret", 1, 2).withPasswordsNeeded(List.of("ssh_password")))));
    }

    private JobOutcome restart(JobRun run) {
        runs.add(run);
        if (run.extraVars().has("outcome")) {
            return JobOutcome.failed(Map.of(run.hosts().get(0), HostResult.failed()), "boom\n");
        }
        if (run.extraVars().has("no_host")) {
            return JobOutcome.successful(Map.of(), "none", "");
        }
        return JobOutcome.successful(Map.of(run.hosts().get(0), HostResult.changed(3)), "restarted", "done\n");
    }

    int label(String name) throws IOException {
        return user.created("/api/v2/labels/", "{'name':'" + name + "','organization':1}");
    }

    int launch(int template, String body) throws IOException {
        return user.created("/api/v2/job_templates/" + template + "/launch/", body);
    }

    JsonNode job(int id) throws IOException {
        return user.get("/api/v2/jobs/" + id + "/").json();
    }

    /** Waits until a job has the status. */
    void awaitStatus(int id, String status) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(15))
                .until(() -> sandbox.job(id).map(AwxJob::status).orElse(""), status::equals);
    }

    /** Waits until a job's events are processed and returns its page. */
    JsonNode awaitEnd(int id) throws IOException {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(15))
                .until(() -> job(id).get("event_processing_finished").asBoolean());
        return job(id);
    }
}
