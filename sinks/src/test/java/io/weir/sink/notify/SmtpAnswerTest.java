package io.weir.sink.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sink.BreakerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that GreenMail does not give. */
class SmtpAnswerTest {
    private static NotifyOutcome tell(Map<String, String> answers, String... to) throws IOException {
        try (ScriptedSmtp server = new ScriptedSmtp(answers);
                Notifiers notifiers = Notes.notifiers(server.smtp(), Notes.mail(to))) {
            return notifiers.tell(Notes.opened());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 later, retry, smtp-451",
        "RCPT, 450 mailbox busy, retry, smtp-450",
        "RCPT, 550 no such user, failed, smtp-550",
        "DATA, 421 shutting down, retry, smtp-421",
        "DATA, 554 no, failed, smtp-554",
        ".,    452 full, retry, smtp-452",
        ".,    552 too much, failed, smtp-552",
    })
    void fourIsForNowAndFiveForGood(String command, String answer, String kind, String reason) throws IOException {
        NotifyOutcome outcome = tell(Map.of(command, answer), "a@example.org");
        if (kind.equals("retry")) {
            assertThat(outcome).isInstanceOfSatisfying(NotifyOutcome.Retry.class, retry -> {
                assertThat(retry.reason()).isEqualTo(reason);
                assertThat(retry.uncertain()).isFalse();
                assertThat(retry.detail()).contains(answer);
            });
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            NotifyOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(reason));
        }
    }

    @Test
    void aMessageWithoutAnAnswerMayHaveBeenTaken() throws IOException {
        assertThat(tell(Map.of(".", ScriptedSmtp.HANG_UP), "a@example.org"))
                .isInstanceOfSatisfying(NotifyOutcome.Retry.class, retry -> {
                    assertThat(retry.reason()).isEqualTo("smtp-no-answer");
                    assertThat(retry.uncertain()).isTrue();
                });
    }

    @Test
    void aServerThatGreetsWithNoWasHandedNothing() throws IOException {
        assertThat(tell(Map.of("HELLO", "421 busy"), "a@example.org"))
                .isInstanceOfSatisfying(
                        NotifyOutcome.Retry.class,
                        retry -> assertThat(retry.uncertain()).isFalse());
    }

    @Test
    void oneAddressThatIsRefusedDoesNotKeepItFromTheOthers() throws IOException {
        NotifyOutcome outcome = tell(Map.of("RCPT TO:<gone@", "550 gone"), "gone@example.org", "a@example.org");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NotifyOutcome.Sent.class,
                        sent -> assertThat(sent.remark()).contains("550 gone"));
    }

    @Test
    void whoIsRefusedForNowGetsItLaterAndTheOthersNotTwice() throws IOException {
        Map<String, String> answers =
                new HashMap<>(Map.of("RCPT TO:<grey@", "450 greylisted", "RCPT TO:<gone@", "550 gone"));
        try (ScriptedSmtp server = new ScriptedSmtp(answers);
                Notifiers notifiers = Notes.notifiers(
                        server.smtp(), Notes.mail("grey@example.org", "gone@example.org", "a@example.org"))) {
            NotifyOutcome first = notifiers.tell(Notes.opened());
            assertThat(first).isInstanceOfSatisfying(NotifyOutcome.Retry.class, retry -> {
                assertThat(retry.reason()).isEqualTo("smtp-450");
                assertThat(retry.detail()).contains("grey@example.org", "450 greylisted");
                assertThat(retry.uncertain()).isFalse();
                assertThat(retry.partly().onlyTo()).containsExactly("grey@example.org");
                assertThat(retry.partly().remark()).contains("gone@example.org", "550 gone");
            });
            answers.clear();
            Notification rest =
                    Notes.opened().to(((NotifyOutcome.Retry) first).partly().onlyTo());
            int before = server.recipients().size();
            assertThat(notifiers.tell(rest)).isEqualTo(new NotifyOutcome.Sent(null));
            assertThat(server.recipients().subList(before, server.recipients().size()))
                    .containsExactly("RCPT TO:<grey@example.org>");
            assertThat(notifiers.tell(Notes.opened().to(List.of("left@example.org"))))
                    .isInstanceOf(NotifyOutcome.Failed.class);
        }
    }

    @Test
    void aRecipientThatIsRefusedForNowDoesNotStopTheMailOfOthers() throws IOException {
        assertThat(afterFailures(Map.of("RCPT", "450 greylisted"))).isEqualTo("smtp-450");
    }

    @Test
    void aServerThatFailsOnAndOnIsLeftAlone() throws IOException {
        assertThat(afterFailures(Map.of("HELLO", "421 busy"))).isEqualTo("circuit-open");
        assertThat(afterFailures(Map.of(".", ScriptedSmtp.HANG_UP))).isEqualTo("circuit-open");
    }

    /** Why the sixth mail is not taken. */
    private static String afterFailures(Map<String, String> answers) throws IOException {
        BreakerOptions quick =
                new BreakerOptions(50, 5, Duration.ofMinutes(1), Duration.ofMillis(1), Duration.ofMillis(2));
        try (ScriptedSmtp server = new ScriptedSmtp(answers)) {
            NotificationOptions options = new NotificationOptions(
                    Map.of("acme", new NotificationOptions.Tenant(List.of(Notes.mail("a@example.org")), List.of())),
                    server.smtp(),
                    null,
                    1_000L);
            try (Notifiers notifiers = new Notifiers(options, quick, Notes.CLOCK)) {
                for (int i = 0; i < 5; i++) {
                    notifiers.tell(Notes.opened());
                }
                return ((NotifyOutcome.Retry) notifiers.tell(Notes.opened())).reason();
            }
        }
    }
}
