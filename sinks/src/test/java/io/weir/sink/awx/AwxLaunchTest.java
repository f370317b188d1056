package io.weir.sink.awx;

import static io.weir.sink.awx.AwxRig.launched;
import static io.weir.sink.awx.AwxRig.refused;
import static io.weir.sink.awx.AwxRig.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.sandbox.Sandbox;
import io.weir.sandbox.awx.AwxTemplate;
import io.weir.sandbox.awx.Prompt;
import io.weir.sandbox.awx.SurveyQuestion;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Remediation;
import io.weir.sink.Fixtures;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.LaunchOutcome.Launched;
import io.weir.sink.LaunchOutcome.Refused;
import io.weir.sink.LaunchOutcome.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One job per request on one host, or none and a reason. */
class AwxLaunchTest {
    private static final Remediation AUTO = Fixtures.remediation("rem-1", Remediation.Mode.AUTO);
    private static final Set<Prompt> ALL =
            EnumSet.of(Prompt.LIMIT, Prompt.VARIABLES, Prompt.LABELS, Prompt.JOB_TYPE, Prompt.DIFF_MODE);

    @Test
    void aLostAnswerIsFoundByTheLabel() {
        try (AwxRig rig = AwxRig.restarting()) {
            rig.sandbox.fault(Fault.awx(FaultKind.DROP_AFTER).on("POST", "/job_templates/*/launch"));
            assertThat(waits(rig.runner.launch(AUTO, LaunchGate.OPEN)).after()).isEqualTo(AwxRig.SETTLE);
            assertThat(launched(rig.runner.launch(AUTO, LaunchGate.OPEN)).adopted())
                    .isTrue();
            assertThat(rig.sandbox.jobs()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DROP_BEFORE", "BAD_GATEWAY", "EMPTY"})
    void nothingIsLaunchedWhileAnEarlierLaunchMayStillBecomeAJob(FaultKind kind) {
        try (AwxRig rig = AwxRig.restarting()) {
            AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
            AwxOptions options = rig.options.withTimes(Duration.ofSeconds(5), Duration.ofSeconds(1));
            try (AwxRunner runner = AwxRunner.create(options, now::get, () -> 0.5)) {
                rig.sandbox.fault(Fault.awx(kind).on("POST", "/job_templates/*/launch"));
                waits(runner.launch(AUTO, LaunchGate.OPEN));
                assertThat(waits(runner.launch(AUTO, LaunchGate.OPEN)).reason()).isEqualTo("settling");
                assertThat(rig.posts("/launch")).hasSize(1);
                now.set(now.get().plusSeconds(2));
                Launched launched = launched(await().until(
                                () -> runner.launch(AUTO, LaunchGate.OPEN), outcome -> outcome instanceof Launched));
                assertThat(launched.adopted()).isFalse();
                assertThat(rig.sandbox.jobs()).hasSize(1);
            }
        }
    }

    @Test
    void aLaunchThatComesThroughLateIsTheOnlyOne() {
        try (AwxRig rig = AwxRig.restarting()) {
            AwxOptions options = rig.options.withTimes(Duration.ofMillis(500), Duration.ofSeconds(3));
            try (AwxRunner runner = AwxRunner.create(options)) {
                rig.sandbox.fault(Fault.awx(FaultKind.DELAY_BEFORE)
                        .on("POST", "/job_templates/*/launch")
                        .delayed(Duration.ofMillis(1_500)));
                waits(runner.launch(AUTO, LaunchGate.OPEN));
                waits(runner.launch(AUTO, LaunchGate.OPEN));
                LaunchOutcome outcome =
                        await().until(() -> runner.launch(AUTO, LaunchGate.OPEN), o -> o instanceof Launched);
                assertThat(launched(outcome).adopted()).isTrue();
                assertThat(rig.sandbox.jobs()).hasSize(1);
            }
        }
    }

    @Test
    void aNewProcessDoesNotTrustAClaimItDidNotMake() {
        try (AwxRig rig = AwxRig.restarting()) {
            rig.sandbox.fault(Fault.awx(FaultKind.DROP_BEFORE).on("POST", "/job_templates/*/launch"));
            waits(rig.runner.launch(AUTO, LaunchGate.OPEN));
            try (AwxRunner restarted = AwxRunner.create(rig.options)) {
                assertThat(waits(restarted.launch(AUTO, LaunchGate.OPEN)).reason())
                        .isEqualTo("settling");
            }
            assertThat(rig.sandbox.jobs()).isEmpty();
        }
    }

    @Test
    void anOldClaimMayHideALaunchThatTheLastProcessSentAtItsEnd() {
        try (AwxRig rig = AwxRig.restarting()) {
            Duration settle = Duration.ofSeconds(1);
            rig.sandbox.fault(Fault.awx(FaultKind.DROP_BEFORE).on("POST", "/job_templates/*/launch"));
            waits(rig.runner.launch(AUTO, LaunchGate.OPEN));
            Instant old = Instant.now().plus(settle).plusMillis(1_100);
            await().until(() -> Instant.now().isAfter(old));
            AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
            AwxOptions options = rig.options.withTimes(Duration.ofSeconds(5), settle);
            try (AwxRunner restarted = AwxRunner.create(options, now::get, () -> 0.5)) {
                assertThat(waits(restarted.launch(AUTO, LaunchGate.OPEN)).after())
                        .isEqualTo(settle);
                now.set(now.get().plus(settle));
                assertThat(launched(restarted.launch(AUTO, LaunchGate.OPEN)).adopted())
                        .isFalse();
            }
            assertThat(rig.sandbox.jobs()).hasSize(1);
        }
    }

    @Test
    void aLaunchThatWasNeverSentNeedsNoSettling() {
        try (AwxRig rig = AwxRig.restarting()) {
            rig.sandbox.fault(Fault.awx(FaultKind.STATUS)
                    .on("POST", "/job_templates/*/launch")
                    .answering(429, Map.of("Retry-After", "9")));
            assertThat(rig.runner.launch(AUTO, LaunchGate.OPEN))
                    .isEqualTo(new Retry("throttled", Duration.ofSeconds(9)));
            assertThat(launched(rig.runner.launch(AUTO, LaunchGate.OPEN)).adopted())
                    .isFalse();
            assertThat(rig.sandbox.jobs()).hasSize(1);
        }
    }

    @Test
    void ofTwoJobsTheFirstCountsAndTheOtherIsStopped() {
        try (AwxRig rig = AwxRig.pending()) {
            rig.sandbox.fault(Fault.awx(FaultKind.DUPLICATE).on("POST", "/job_templates/*/launch"));
            Launched first = launched(rig.runner.launch(AUTO, LaunchGate.OPEN));
            assertThat(rig.sandbox.jobs()).hasSize(2);
            assertThat(launched(rig.runner.launch(AUTO, LaunchGate.OPEN)).jobId())
                    .isEqualTo(first.jobId());
            assertThat(rig.sandbox.jobs()).first().satisfies(job -> {
                assertThat(job.id()).hasToString(first.jobId());
                assertThat(job.status()).isIn("pending", "waiting");
            });
            assertThat(rig.sandbox.jobs())
                    .last()
                    .satisfies(job -> assertThat(job.status()).isEqualTo("canceled"));
        }
    }

    @Test
    void aLimitThatIsNotAskedForRefuses() {
        assertRefused(prompts(Prompt.LIMIT), AUTO, "limit-not-prompted");
        assertRefused(prompts(Prompt.LABELS), AUTO, "labels-not-prompted");
        assertRefused(prompts(Prompt.VARIABLES), AUTO, "variables-not-prompted");
        assertRefused(
                prompts(Prompt.JOB_TYPE),
                Fixtures.remediation("rem-1", Remediation.Mode.DRY_RUN),
                "check-mode-not-prompted");
        assertRefused(AwxRig.template().withPasswordsNeeded(List.of("ssh_password")), AUTO, "password-needed");
        assertRefused(AwxRig.template().withoutInventory(), AUTO, "inventory-needed");
        assertRefused(AwxRig.template().withExecutors(Set.of("admin")), AUTO, "launch-refused");
    }

    @Test
    void aJobThatIgnoredTheLimitIsStoppedAtOnce() {
        Sandbox first = Sandbox.start(AwxRig.sandboxOptions(AwxRig.template()));
        int port = first.port();
        try (AwxRunner runner = AwxRunner.create(AwxRig.options(first, "sandbox-awx-token"))) {
            Remediation other = Fixtures.remediation("rem-0", Remediation.Mode.AUTO);
            launched(runner.launch(other, LaunchGate.OPEN));
            first.close();
            // somebody changes the template after the preflight
            AwxTemplate changed = prompts(Prompt.LIMIT);
            try (Sandbox second = Sandbox.start(AwxRig.sandboxOptions(changed).withPort(port))) {
                Refused refused = refused(runner.launch(AUTO, LaunchGate.OPEN));
                assertThat(refused.reason()).isEqualTo("limit-ignored");
                assertThat(refused.detail()).contains("was canceled at once");
                assertThat(second.jobs()).singleElement().satisfies(job -> {
                    assertThat(job.limit()).isEmpty();
                    assertThat(job.started()).isNull();
                    assertThat(job.status()).isEqualTo("canceled");
                });
                assertThat(refused(runner.launch(AUTO, LaunchGate.OPEN)).reason())
                        .isEqualTo("limit-ignored");
                assertThat(second.jobs()).hasSize(1);
            }
        }
    }

    @Test
    void aHostThatIsNotInTheInventoryIsRefused() {
        try (AwxRig rig = AwxRig.restarting()) {
            Remediation unknown = remediation("restart service", "web-99");
            assertThat(refused(rig.runner.launch(unknown, LaunchGate.OPEN)).reason())
                    .isEqualTo("host-not-in-inventory");
            assertThat(rig.sandbox.jobs()).isEmpty();
            assertThat(rig.posts("/labels")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reboot", "restart service++Other"})
    void aTemplateThatIsNotListedIsRefusedWithoutACall(String template) {
        try (AwxRig rig = AwxRig.restarting()) {
            assertThat(refused(rig.runner.launch(remediation(template, "web-01"), LaunchGate.OPEN))
                            .reason())
                    .isEqualTo("template-not-allowed");
            assertThat(rig.sandbox.requests()).isEmpty();
        }
    }

    @Test
    void anExpiredRequestIsNotLaunchedButItsJobIsFound() {
        try (AwxRig rig = AwxRig.restarting()) {
            Instant late = Instant.ofEpochMilli(AUTO.expiresAt()).plusSeconds(1);
            try (AwxRunner runner = AwxRunner.create(rig.options, () -> late, () -> 0.5)) {
                assertThat(refused(runner.launch(AUTO, LaunchGate.OPEN)).reason())
                        .isEqualTo("expired");
                launched(rig.runner.launch(AUTO, LaunchGate.OPEN));
                assertThat(launched(runner.launch(AUTO, LaunchGate.OPEN)).adopted())
                        .isTrue();
            }
        }
    }

    @Test
    void aSurveyGetsTheVariablesItAsksForAndNoOthers() {
        AwxTemplate survey = prompts(Prompt.VARIABLES)
                .withSurvey(List.of(
                        SurveyQuestion.choice("service", "nginx", "mariadb"),
                        new SurveyQuestion("remediation_id", SurveyQuestion.Type.TEXT, true, 1, 100, List.of())))
                .withRunner(run -> null);
        try (AwxRig rig = AwxRig.with(survey)) {
            launched(rig.runner.launch(AUTO, LaunchGate.OPEN));
            assertThat(rig.posts("/launch").get(0).body())
                    .contains("remediation_id")
                    .doesNotContain("incident_id");
            Remediation other = Fixtures.remediation(
                    "rem-9", "restart service", "web-01", Map.of("service", "sshd"), Remediation.Mode.AUTO);
            Refused refused = refused(rig.runner.launch(other, LaunchGate.OPEN));
            assertThat(refused.reason()).isEqualTo("launch-refused");
            assertThat(refused.detail()).contains("one of");
        }
    }

    @Test
    void aWrongTokenIsForAPerson() {
        try (AwxRig rig = AwxRig.restarting();
                AwxRunner wrong = AwxRunner.create(AwxRig.options(rig.sandbox, "nonsense"));
                AwxRunner reader = AwxRunner.create(AwxRig.options(rig.sandbox, "sandbox-awx-read-token"))) {
            assertThat(refused(wrong.launch(AUTO, LaunchGate.OPEN)).reason()).isEqualTo("unauthorized");
            assertThat(refused(reader.launch(AUTO, LaunchGate.OPEN)).reason()).isEqualTo("label-refused");
            assertThat(rig.sandbox.jobs()).isEmpty();
        }
    }

    @Test
    void anAwxThatIsDownIsRetried() {
        try (AwxRig rig = AwxRig.restarting()) {
            rig.sandbox.close();
            assertThat(rig.runner.launch(AUTO, LaunchGate.OPEN))
                    .isInstanceOfSatisfying(
                            Retry.class, retry -> assertThat(retry.reason()).isEqualTo("not-reachable"));
        }
    }

    private static void assertRefused(AwxTemplate template, Remediation request, String reason) {
        try (AwxRig rig = AwxRig.with(template)) {
            Refused refused = refused(rig.runner.launch(request, LaunchGate.OPEN));
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(rig.sandbox.jobs()).isEmpty();
        }
    }

    private static AwxTemplate prompts(Prompt without) {
        Set<Prompt> prompts = EnumSet.copyOf(ALL);
        prompts.remove(without);
        return AwxRig.template().withPrompts(prompts);
    }

    private static Remediation remediation(String template, String target) {
        return Fixtures.remediation("rem-1", template, target, Map.of(), Remediation.Mode.AUTO);
    }
}
