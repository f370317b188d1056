package io.weir.sink.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.weir.sink.SecretRef;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E-mail through a real SMTP server. */
class MailTest {
    private GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Smtp plain() {
        return new Smtp("127.0.0.1", server.getSmtp().getPort(), Smtp.Tls.NONE, null, null);
    }

    private static NotifyOutcome tell(Smtp smtp, Channel channel, Notification notification) {
        try (Notifiers notifiers = Notes.notifiers(smtp, channel)) {
            return notifiers.tell(notification);
        }
    }

    @Test
    void arrivesAtAllWithSubjectTextAndAnIdMadeOfTheIntents() throws Exception {
        Notification note =
                Notes.of("n-0001", "opened", "[CRITICAL] opened: Zürich is down", "Zürich <b>is</b> down\n");
        assertThat(tell(plain(), Notes.mail("a@example.org", "b@example.org"), note))
                .isEqualTo(new NotifyOutcome.Sent(null));

        MimeMessage[] got = server.getReceivedMessages();
        assertThat(got).hasSize(2);
        MimeMessage mail = got[0];
        assertThat(mail.getSubject()).isEqualTo("[CRITICAL] opened: Zürich is down");
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(mail.getContent().toString().strip()).isEqualTo("Zürich <b>is</b> down");
        assertThat(mail.getMessageID()).isEqualTo("<n-0001@example.org>");
        assertThat(mail.getHeader("In-Reply-To")).isNull();
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getFrom()[0]).hasToString("weir@example.org");
        assertThat(mail.getRecipients(Message.RecipientType.TO)).hasSize(2);
        assertThat(mail.getSentDate().toInstant()).isEqualTo(Notes.CLOCK.instant());
    }

    @Test
    void aRepeatHasTheSameIdAndALaterPhaseAnswersTheFirst() throws Exception {
        tell(plain(), Notes.mail("a@example.org"), Notes.opened());
        tell(plain(), Notes.mail("a@example.org"), Notes.opened());
        tell(plain(), Notes.mail("a@example.org"), Notes.of("n-0002", "resolved", "resolved", "over"));
        MimeMessage[] got = server.getReceivedMessages();
        assertThat(got).hasSize(3);
        assertThat(got[1].getMessageID()).isEqualTo(got[0].getMessageID());
        assertThat(got[2].getMessageID()).isEqualTo("<n-0002@example.org>");
        assertThat(got[2].getHeader("In-Reply-To")).containsExactly("<n-0001@example.org>");
        assertThat(got[2].getHeader("References")).containsExactly("<n-0001@example.org>");
    }

    @Test
    void noHeaderCanBeSmuggledIn() throws Exception {
        Notification evil = Notes.of(
                "n-0001",
                "opened",
                "down\r\nBcc: victim@example.org\r\n\r\n<script>",
                "x\r\n.\r\nMAIL FROM:<evil@x>\r\n");
        tell(plain(), Notes.mail("a@example.org"), evil);
        MimeMessage[] got = server.getReceivedMessages();
        assertThat(got).hasSize(1);
        assertThat(Collections.list(got[0].getAllHeaders()))
                .noneMatch(header -> header.getName().equalsIgnoreCase("Bcc"));
        assertThat(got[0].getSubject()).isEqualTo("down Bcc: victim@example.org <script>");
        assertThat(Arrays.stream(got[0].getAllRecipients()).map(Object::toString))
                .containsExactly("a@example.org");
        assertThat(got[0].getContent().toString()).contains("MAIL FROM:<evil@x>");
    }

    @Test
    void logsInAndIsRefusedWithTheWrongPasswordWithoutTellingIt() {
        server.setUser("weir", "hush-password");
        server.getManagers().getUserManager().setAuthRequired(true);
        int port = server.getSmtp().getPort();
        Smtp right = new Smtp("127.0.0.1", port, Smtp.Tls.NONE, "weir", SecretRef.literal("hush-password"));
        assertThat(tell(right, Notes.mail("a@example.org"), Notes.opened())).isInstanceOf(NotifyOutcome.Sent.class);

        Smtp wrong = new Smtp("127.0.0.1", port, Smtp.Tls.NONE, "weir", SecretRef.literal("hush-wrong"));
        NotifyOutcome outcome = tell(wrong, Notes.mail("a@example.org"), Notes.opened());
        assertThat(outcome).isInstanceOfSatisfying(NotifyOutcome.Retry.class, retry -> {
            assertThat(retry.reason()).isEqualTo("smtp-auth-refused");
            assertThat(retry.uncertain()).isFalse();
        });
        assertThat(outcome + " " + wrong).doesNotContain("hush");
    }

    @Test
    void aServerWithoutStartTlsIsNotUsedWhenItIsAskedFor() {
        Smtp starttls = new Smtp("127.0.0.1", server.getSmtp().getPort(), Smtp.Tls.STARTTLS, null, null);
        assertThat(tell(starttls, Notes.mail("a@example.org"), Notes.opened()))
                .isInstanceOfSatisfying(
                        NotifyOutcome.Retry.class,
                        retry -> assertThat(retry.detail()).contains("STARTTLS"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerWhoseCertificateNobodyKnowsIsNotUsed() {
        GreenMail tls = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtps"));
        tls.start();
        try {
            Smtp smtp = new Smtp("127.0.0.1", tls.getSmtps().getPort(), Smtp.Tls.TLS, null, null);
            assertThat(tell(smtp, Notes.mail("a@example.org"), Notes.opened()))
                    .isInstanceOfSatisfying(NotifyOutcome.Retry.class, retry -> {
                        assertThat(retry.reason()).isEqualTo("smtp-not-reachable");
                        assertThat(retry.uncertain()).isFalse();
                    });
            assertThat(tls.getReceivedMessages()).isEmpty();
        } finally {
            tls.stop();
        }
    }

    @Test
    void aServerThatIsDownIsTriedAgainAndThenTakesIt() {
        Smtp smtp = plain();
        int port = smtp.port();
        try (Notifiers notifiers = Notes.notifiers(smtp, Notes.mail("a@example.org"))) {
            server.stop();
            assertThat(notifiers.tell(Notes.opened())).isInstanceOfSatisfying(NotifyOutcome.Retry.class, retry -> {
                assertThat(retry.reason()).isEqualTo("smtp-not-reachable");
                assertThat(retry.uncertain()).isFalse();
            });
            server = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
            server.start();
            assertThat(notifiers.tell(Notes.opened())).isInstanceOf(NotifyOutcome.Sent.class);
        }
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aTenantHasNoChannelOfAnother() {
        try (Notifiers notifiers = Notes.notifiers(plain(), Notes.mail("a@example.org"))) {
            assertThat(notifiers.tell(Notes.to("other", "channel")))
                    .isInstanceOfSatisfying(
                            NotifyOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo("no-such-channel"));
            assertThat(notifiers.tell(Notes.to("acme", "other"))).isInstanceOf(NotifyOutcome.Failed.class);
        }
    }
}
