package io.weir.sink.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Remediation;
import io.weir.sink.Fixtures;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.TicketNote;
import io.weir.sink.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RemediationTextTest {
    private static final Instant AT = Instant.EPOCH;
    private static final Remediation AUTO = Fixtures.remediation("rem-1", Remediation.Mode.AUTO);
    private static final Remediation DRY = Fixtures.remediation("rem-1", Remediation.Mode.DRY_RUN);

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void completedIsSaidOnlyOfASuccess(Verdict verdict) {
        TicketNote note = finished(AUTO, verdict, "why");
        assertThat(note.text().contains("Auto-remediation completed")).isEqualTo(verdict == Verdict.SUCCEEDED);
        assertThat(note.text())
                .contains("why")
                .contains("restart service on web-01")
                .contains("rem-1");
        assertThat(note.id()).isEqualTo("rem-1:" + RemediationText.word(verdict));
        assertThat(note.link()).isEqualTo("https://awx/5");
    }

    @Test
    void aDryRunNeverClaimsToHaveDoneAnything() {
        TicketNote launched =
                RemediationText.launched(DRY, new LaunchOutcome.Launched("5", "https://awx/5", false), AT);
        assertThat(launched.text()).contains("Dry run started").contains("nothing will be changed");
        assertThat(finished(DRY, Verdict.NO_EFFECT, "check mode").text()).startsWith("Dry run ended: AWX job 5.");
    }

    @Test
    void aFailureOfAwxItselfIsNotBlamedOnThePlaybook() {
        JobState state = new JobState("error", true, Verdict.FAILED, "no environment", null, true);
        assertThat(RemediationText.finished(AUTO, "5", state, null, AT).text())
                .contains("failed before or outside the playbook");
    }

    @Test
    void everyStateHasItsOwnNote() {
        assertThat(RemediationText.refused(AUTO, "host-not-in-inventory", "no host", AT)
                        .text())
                .contains("Remediation not started: host-not-in-inventory")
                .contains("no host");
        assertThat(RemediationText.withdrawn(AUTO, "incident resolved", AT).id())
                .isEqualTo("rem-1:withdrawn");
        assertThat(RemediationText.verified(AUTO, AT).text()).contains("NginxDown resolved after the playbook");
        assertThat(RemediationText.notResolved(AUTO, AT).text()).contains("NginxDown still fires");
        assertThatThrownBy(() -> RemediationText.finished(AUTO, "5", JobState.running("running", null, null), null, AT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flapping         | Find out why it flaps
            no-target        | let target of remediation rule restart-nginx name a label that it has
            unsafe-target    | a plain host name
            unsafe-variable  | let vars of remediation rule restart-nginx name another one
            cooldown         | shorten cooldown of remediation rule restart-nginx
            attempts-used-up | maxAttempts of remediation rule restart-nginx
            """)
    void aRefusalSaysWhatToDoAboutIt(String word, String remedy) {
        assertThat(RemediationText.refused(AUTO, word, null, AT).text())
                .startsWith("Remediation not started: " + word + ". ")
                .contains(remedy)
                .contains(".\nPlaybook restart service on web-01");
    }

    private static TicketNote finished(Remediation request, Verdict verdict, String detail) {
        return RemediationText.finished(
                request, "5", new JobState("done", true, verdict, detail, "https://awx/5", false), null, AT);
    }
}
