package io.weir.sink.awx;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.Sandbox;
import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.Fixtures;
import io.weir.sink.JobState;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.SecretRef;
import io.weir.sink.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What we rely on in AWX. Runs against a real one when {@code AWX_URL} and {@code AWX_TOKEN} are set, and as needed
 * {@code AWX_BASE_PATH}, {@code AWX_ORGANIZATION}, {@code AWX_TEMPLATE} and {@code AWX_HOST}; else against the sandbox.
 * The template is only run in check mode.
 */
class AwxContractTest {
    private static final String TEMPLATE = setting("AWX_TEMPLATE", "restart service");
    private static final String HOST = setting("AWX_HOST", "web-01");

    private static Sandbox sandbox;
    private static AwxRunner runner;

    @BeforeAll
    static void connect() {
        String url = System.getenv("AWX_URL");
        SecretRef token = SecretRef.environment("AWX_TOKEN");
        if (url == null) {
            sandbox = Sandbox.start(io.weir.sandbox.SandboxOptions.defaults());
            url = "http://127.0.0.1:" + sandbox.port();
            token = SecretRef.literal("sandbox-awx-token");
        }
        AwxOptions defaults = AwxOptions.of(
                url,
                new AwxOptions.Bearer(token),
                Map.of("acme", new AwxOptions.Tenant(setting("AWX_ORGANIZATION", "Default"), Set.of(TEMPLATE))));
        runner = AwxRunner.create(new AwxOptions(
                defaults.url(),
                setting("AWX_BASE_PATH", AwxOptions.DEFAULT_BASE_PATH),
                defaults.auth(),
                defaults.tenants(),
                defaults.timeout(),
                defaults.settle(),
                defaults.preflightFor(),
                defaults.breaker(),
                defaults.runTimeout(),
                defaults.guardrails()));
    }

    @AfterAll
    static void disconnect() {
        runner.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void aCheckRunIsLaunchedOnceFoundAgainAndJudged() {
        Remediation request = request(HOST);
        LaunchOutcome.Launched launched = launched(request);
        assertThat(launched.adopted()).isFalse();
        assertThat(launched(request)).isEqualTo(new LaunchOutcome.Launched(launched.jobId(), launched.jobUrl(), true));
        JobState end = Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> runner.poll(launched.jobId(), request), JobState::finished);
        assertThat(end.verdict()).isNotEqualTo(Verdict.SUCCEEDED);
        assertThat(runner.cancel(launched.jobId(), request).state()).isEqualTo(CancelOutcome.State.ALREADY_FINISHED);
    }

    @Test
    void aHostThatIsNotThereIsRefused() {
        assertThat(runner.launch(request("no-such-host-" + UUID.randomUUID()), LaunchGate.OPEN))
                .isInstanceOfSatisfying(
                        LaunchOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("host-not-in-inventory"));
    }

    private static LaunchOutcome.Launched launched(Remediation request) {
        LaunchOutcome outcome = runner.launch(request, LaunchGate.OPEN);
        assertThat(outcome).isInstanceOf(LaunchOutcome.Launched.class);
        return (LaunchOutcome.Launched) outcome;
    }

    private static Remediation request(String host) {
        String id = "rem-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return Fixtures.remediation(id, TEMPLATE, host, Map.of(), Remediation.Mode.DRY_RUN);
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
