package io.weir.sink.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import io.weir.sink.Fixtures;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NotificationTextTest {
    private static final Member MEMBER = Fixtures.member("NginxDown", "web-01", Severity.CRITICAL);

    @Test
    void saysWhatAndWhere() {
        Incident incident = Fixtures.opened(MEMBER);
        assertThat(NotificationText.subject(incident, "opened"))
                .isEqualTo("[CRITICAL] opened: Alerts in cluster prod-1");
        assertThat(NotificationText.text(incident, "opened", "https://glpi.example.org/7"))
                .contains("opened, as of 2026-11-20 13:00:10 UTC")
                .contains("Alerts: 1 of 1 firing")
                .contains("cluster: prod-1")
                .contains("- NginxDown on web-01 · critical · firing · NginxDown on web-01")
                .contains("Ticket: https://glpi.example.org/7")
                .contains("Incident: " + Fixtures.INCIDENT + " of acme");
    }

    @Test
    void saysHowItEnded() {
        Incident resolved = Fixtures.resolved(Fixtures.opened(MEMBER));
        assertThat(NotificationText.subject(resolved, "resolved")).contains("resolved: recovered");
        assertThat(NotificationText.text(resolved, "resolved", null))
                .contains("Over: ")
                .doesNotContain("Ticket:");
    }

    @Test
    void hostileTextStaysOneBoundedLineWithoutAnAddressToFollow() {
        Member evil = Fixtures.member(
                Map.of("alertname", "x\r\nBcc: a@b", "instance", "w\u202Eb".repeat(500)),
                Map.of("summary", "see http://evil.example.org/" + "y".repeat(5_000), "runbook_url", "http://evil/"),
                Severity.WARNING);
        Member[] many = Stream.generate(() -> evil).limit(500).toArray(Member[]::new);
        Incident incident = Fixtures.withTitle(
                Fixtures.opened(many), "a\r\nTo: victim@example.org\n\u2028https://evil/" + "z".repeat(999));
        assertThat(NotificationText.subject(incident, "opened"))
                .doesNotContain("\r", "\n", "\u2028", "://")
                .hasSizeLessThanOrEqualTo(181);
        String text = NotificationText.text(incident, "opened", "javascript:alert(1)");
        assertThat(text)
                .hasSizeLessThan(20_000)
                .doesNotContain("://", "javascript", "\u202E", "\r")
                .contains("… and 490 more");
        assertThat(text.lines()).noneMatch(line -> line.startsWith("Bcc") || line.startsWith("To:"));
    }
}
