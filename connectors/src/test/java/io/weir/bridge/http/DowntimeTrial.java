package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Downtime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What holds for any request for a downtime. */
public final class DowntimeTrial {
    private static final Instant NOW = Instant.parse("2026-11-20T13:00:00Z");

    private DowntimeTrial() {}

    /** Requests of every form. */
    public static List<byte[]> seeds() {
        return Stream.of(
                        "{\"matchers\":[\"a=\\\"b\\\"\"],\"duration\":\"1h\",\"comment\":\"x\",\"force\":true}",
                        "{\"matchers\":[\"a=~\\\"b|c\\\"\"],\"from\":\"2026-11-20T14:00:00Z\","
                                + "\"to\":\"2026-11-20T16:00:00+01:00\",\"comment\":\"x\",\"author\":\"jo\"}",
                        "{\"matchers\":[\"a=\\\"b\\\"\"],\"recurrence\":{\"start\":\"2026-11-22T02:00:00\",\"duration\":\"2h\","
                                + "\"rrule\":\"FREQ=WEEKLY;BYDAY=SU;COUNT=10\",\"zone\":\"Europe/Zurich\",\"exdates\":[\"2026-11-29\"]},\"comment\":\"x\"}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** It is refused with a sentence, or it is a window in the future with matchers; whether it is. */
    public static boolean check(byte[] body) {
        DowntimeRequest request;
        try {
            request = DowntimeRequest.read(body, NOW);
        } catch (Refusal refused) {
            assertThat(refused.answer().status()).isBetween(400, 499);
            assertThat(refused.answer().body().length).isLessThan(100_000);
            return false;
        }
        assertThat(request.matchers()).isNotEmpty();
        assertThat(request.to()).isGreaterThan(request.from());
        assertThat(request.downtime("d", 1, Downtime.Status.ACTIVE, "x", NOW.toEpochMilli()))
                .isNotNull();
        return true;
    }
}
