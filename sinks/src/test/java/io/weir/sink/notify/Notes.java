package io.weir.sink.notify;

import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Notifications and channels as the tests need them. */
final class Notes {
    static final long NOW = 1_795_000_000L;
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    static final BreakerOptions PATIENT =
            new BreakerOptions(100, 100, Duration.ofMillis(500), Duration.ofMillis(1), Duration.ofMillis(2));

    private Notes() {}

    static Notification opened() {
        return of("n-0001", "opened", "[CRITICAL] opened: web is down", "web is down\n");
    }

    static Notification of(String id, String phase, String subject, String text) {
        return of("acme", "channel", id, phase, subject, text);
    }

    static Notification to(String tenant, String channel) {
        return of(tenant, channel, "n-0001", "opened", "web is down", "web is down");
    }

    private static Notification of(
            String tenant, String channel, String id, String phase, String subject, String text) {
        return new Notification(
                id,
                "n-0001",
                tenant,
                channel,
                phase,
                List.of(),
                "00aa11bb22cc33dd44ee",
                1,
                "open",
                "critical",
                "web is down",
                Map.of("site", "basel"),
                1L,
                2L,
                null,
                null,
                1,
                1,
                null,
                subject,
                text,
                null);
    }

    static Notifiers notifiers(Smtp smtp, Channel channel) {
        NotificationOptions options = new NotificationOptions(
                Map.of("acme", new NotificationOptions.Tenant(List.of(channel), List.of())), smtp, null, 1_000L);
        return new Notifiers(options, PATIENT, CLOCK);
    }

    static Channel mail(String... to) {
        return new Channel("channel", new Channel.Email(List.of(to), "weir@example.org"), null, null);
    }

    static Channel slack(SecretRef url) {
        return new Channel("channel", null, new Channel.Slack(url), null);
    }

    static Channel webhook(String url, SecretRef secret) {
        return new Channel("channel", null, null, new Channel.Webhook(url, secret));
    }
}
