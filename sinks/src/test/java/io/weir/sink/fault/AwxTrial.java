package io.weir.sink.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.awx.AwxJob;
import io.weir.sandbox.awx.AwxTemplate;
import io.weir.sandbox.awx.AwxTiming;
import io.weir.sandbox.awx.HostResult;
import io.weir.sandbox.awx.JobOutcome;
import io.weir.sandbox.awx.JobRun;
import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.Fixtures;
import io.weir.sink.JobState;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.SecretRef;
import io.weir.sink.awx.AwxOptions;
import io.weir.sink.awx.AwxRunner;
import io.weir.sink.text.RemediationText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** One remediation from its launch to its verdict, or to its end by cancelling. */
final class AwxTrial extends Trial {
    static final String TOKEN = "sandbox-awx-token";
    private static final String ID = "rem-0123456789abcdef";
    /** Longer than the timeout and the second to which AWX's clock is told, so that every claim is still young. */
    private static final Duration SETTLE = Duration.ofMillis(3500);

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(30);

    private final AwxRunner runner;
    private final boolean cancelled;
    private final Remediation request = Fixtures.remediation(ID, Remediation.Mode.AUTO);
    private String job;
    private boolean over;

    /** @param cancelled whether the job stays pending and is stopped */
    AwxTrial(boolean cancelled) throws IOException {
        super(Sandbox.start(sandbox(cancelled)));
        this.cancelled = cancelled;
        AwxOptions options = AwxOptions.of(
                        "http://127.0.0.1:" + proxy.port(),
                        new AwxOptions.Bearer(SecretRef.literal(TOKEN)),
                        Map.of("acme", new AwxOptions.Tenant("Default", Set.of("restart service"))))
                .withTimes(FaultKind.TIMEOUT, SETTLE)
                .withBreaker(GlpiTrial.FORGIVING);
        runner = AwxRunner.create(options);
    }

    private static SandboxOptions sandbox(boolean cancelled) {
        Duration pending = cancelled ? Duration.ofMinutes(5) : SHORT;
        Set<String> done = ConcurrentHashMap.newKeySet();
        AwxTemplate template = AwxTemplate.named(7, "restart service", 1, 2).withRunner(run -> guarded(run, done));
        return SandboxOptions.defaults()
                .withAwx(io.weir.sandbox.awx.AwxOptions.defaults()
                        .withTemplates(List.of(template))
                        .withTiming(new AwxTiming(pending, SHORT, SHORT, SHORT, SHORT)));
    }

    /** A playbook with the guard of the shipped one: it knows on the host what it has done. */
    private static JobOutcome guarded(JobRun run, Set<String> done) {
        boolean first = done.add(run.extraVars().path("remediation_id").asText());
        HostResult result = first ? HostResult.changed(1) : HostResult.ok(1);
        return JobOutcome.successful(Map.of("web-01", result), first ? "restarted" : "already_done", "");
    }

    @Override
    List<String> phases() {
        return cancelled ? List.of("launch", "cancel", "poll") : List.of("launch", "poll");
    }

    @Override
    void run(String phase) throws IOException {
        switch (phase) {
            case "launch" -> {
                launch();
                if (!cancelled) {
                    awaitEnd();
                }
            }
            case "poll" -> poll();
            default -> {
                cancel();
                awaitEnd();
            }
        }
    }

    /** So that the number of polls does not hang on time. */
    private void awaitEnd() throws IOException {
        if (over) {
            return;
        }
        URL page = sandbox.awxUrl().resolve("jobs/" + job + "/").toURL();
        Awaitility.await().until(() -> {
            URLConnection call = page.openConnection();
            call.setRequestProperty("Authorization", "Bearer " + TOKEN);
            try (InputStream in = call.getInputStream()) {
                JsonNode state = new ObjectMapper().readTree(in);
                return state.path("event_processing_finished").asBoolean()
                        || state.path("status").asText().equals("canceled");
            }
        });
    }

    private void launch() {
        requested(ID);
        while (again()) {
            LaunchOutcome outcome = runner.launch(request, LaunchGate.OPEN);
            proxy.heal();
            if (outcome instanceof LaunchOutcome.Launched launched) {
                job = launched.jobId();
                told(ID, "launched", job);
                return;
            } else if (outcome instanceof LaunchOutcome.Wait wait) {
                pause(wait.after(), Pace.SETTLE);
            } else if (outcome instanceof LaunchOutcome.Retry retry) {
                pause(retry.after(), Pace.BACK_OFF);
            } else if (outcome instanceof LaunchOutcome.Refused refused) {
                over = true;
                told(ID, "refused", null);
                ended("refused: " + refused.reason());
                return;
            }
        }
        ended("never launched");
    }

    private void poll() {
        while (!over && again()) {
            JobState state = runner.poll(job, request);
            proxy.heal();
            if (state.finished()) {
                over = true;
                told(ID, RemediationText.word(state.verdict()), job);
                return;
            }
            boolean asked = !state.status().equals(JobState.UNREACHABLE);
            pause(BETWEEN_POLLS, asked ? Pace.AT_ONCE : Pace.BACK_OFF);
        }
    }

    private void cancel() {
        while (!over && again()) {
            CancelOutcome outcome = runner.cancel(job, request);
            proxy.heal();
            if (outcome.state() != CancelOutcome.State.UNKNOWN) {
                return;
            }
            pause(BETWEEN_POLLS, Pace.BACK_OFF);
        }
    }

    @Override
    void lookAgain() {
        Awaitility.await().until(() -> sandbox.jobs().stream().allMatch(j -> j.finished() != null));
    }

    @Override
    String name(String call) {
        String path = call.replace("/api/v2", "").replaceAll("/\\d+", "/N");
        return switch (path) {
            case "GET /jobs/" -> "look for the job";
            case "GET /job_templates/" -> "find the template";
            case "GET /job_templates/N/launch/" -> "preflight";
            case "GET /inventories/N/hosts/" -> "host";
            case "GET /inventories/N/groups/" -> "group";
            case "POST /labels/" -> "label";
            case "GET /labels/" -> "find the label";
            case "POST /job_templates/N/launch/" -> "launch";
            case "GET /jobs/N/" -> "poll";
            case "GET /jobs/N/job_host_summaries/" -> "hosts of the job";
            case "POST /jobs/N/cancel/" -> "cancel";
            default -> path;
        };
    }

    @Override
    String seen() {
        List<AwxJob> jobs = sandbox.jobs();
        return jobs.size() > 1 ? jobs.size() + " jobs, 1 effect" : "";
    }

    @Override
    public void close() throws IOException {
        runner.close();
        super.close();
    }
}
