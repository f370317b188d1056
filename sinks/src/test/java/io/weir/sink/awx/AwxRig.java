package io.weir.sink.awx;

import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.awx.AwxInventory;
import io.weir.sandbox.awx.AwxTemplate;
import io.weir.sandbox.awx.AwxTiming;
import io.weir.sandbox.awx.AwxWorkflow;
import io.weir.sandbox.awx.JobRunner;
import io.weir.sandbox.http.RequestRecord;
import io.weir.schema.Remediation;
import io.weir.sink.BreakerOptions;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.SecretRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** A sandbox with a runner in front of it. */
final class AwxRig implements AutoCloseable {
    static final Duration SETTLE = Duration.ofSeconds(150);
    private static final Duration SHORT = Duration.ofMillis(30);

    final Sandbox sandbox;
    final AwxOptions options;
    final AwxRunner runner;

    private AwxRig(SandboxOptions sandboxOptions) {
        sandbox = Sandbox.start(sandboxOptions);
        options = options(sandbox, "sandbox-awx-token");
        runner = AwxRunner.create(options);
    }

    /** With the template that restarts a service. */
    static AwxRig restarting() {
        return new AwxRig(sandboxOptions(
                io.weir.sandbox.awx.AwxOptions.defaults().templates().get(0)));
    }

    /** With a template of this kind. */
    static AwxRig with(AwxTemplate template) {
        return new AwxRig(sandboxOptions(template));
    }

    /** With a template and workflows. */
    static AwxRig with(AwxTemplate template, List<AwxWorkflow> workflows) {
        return new AwxRig(SandboxOptions.defaults().withAwx(awx(template).withWorkflows(workflows)));
    }

    /** With a template and another inventory. */
    static AwxRig with(AwxTemplate template, AwxInventory inventory) {
        return new AwxRig(SandboxOptions.defaults().withAwx(awx(template).withInventories(List.of(inventory))));
    }

    /** With a template whose jobs end like this. */
    static AwxRig running(JobRunner script) {
        return with(template().withRunner(script));
    }

    /** With jobs that do not begin. */
    static AwxRig pending() {
        AwxTiming slow = new AwxTiming(Duration.ofMinutes(5), Duration.ofMinutes(5), SHORT, SHORT, SHORT);
        return new AwxRig(sandboxOptions(template()).withAwx(awx(template()).withTiming(slow)));
    }

    static AwxTemplate template() {
        return AwxTemplate.named(7, "restart service", 1, 2);
    }

    static SandboxOptions sandboxOptions(AwxTemplate template) {
        return SandboxOptions.defaults().withAwx(awx(template));
    }

    private static io.weir.sandbox.awx.AwxOptions awx(AwxTemplate template) {
        return io.weir.sandbox.awx.AwxOptions.defaults()
                .withTemplates(List.of(template))
                .withTiming(new AwxTiming(SHORT, SHORT, SHORT, SHORT, SHORT));
    }

    static AwxOptions options(Sandbox sandbox, String token) {
        String url = "http://127.0.0.1:" + sandbox.port();
        return AwxOptions.of(
                        url,
                        new AwxOptions.Bearer(SecretRef.literal(token)),
                        Map.of("acme", new AwxOptions.Tenant("Default", Set.of("restart service"))))
                .withTimes(Duration.ofSeconds(5), SETTLE)
                .withBreaker(new BreakerOptions(
                        100, 1_000, Duration.ofSeconds(30), Duration.ofMillis(10), Duration.ofMillis(40)));
    }

    /** The state of a job when it has ended. */
    JobState end(String jobId, Remediation request) {
        return Awaitility.await().until(() -> runner.poll(jobId, request), JobState::finished);
    }

    List<RequestRecord> posts(String part) {
        return sandbox.requests().stream()
                .filter(r -> r.method().equals("POST") && r.path().contains(part))
                .toList();
    }

    static LaunchOutcome.Launched launched(LaunchOutcome outcome) {
        Assertions.assertThat(outcome).isInstanceOf(LaunchOutcome.Launched.class);
        return (LaunchOutcome.Launched) outcome;
    }

    static LaunchOutcome.Wait waits(LaunchOutcome outcome) {
        Assertions.assertThat(outcome).isInstanceOf(LaunchOutcome.Wait.class);
        return (LaunchOutcome.Wait) outcome;
    }

    static LaunchOutcome.Refused refused(LaunchOutcome outcome) {
        Assertions.assertThat(outcome).isInstanceOf(LaunchOutcome.Refused.class);
        return (LaunchOutcome.Refused) outcome;
    }

    @Override
    public void close() {
        runner.close();
        sandbox.close();
    }
}
