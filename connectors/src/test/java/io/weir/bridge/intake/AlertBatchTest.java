package io.weir.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much of one message becomes alerts. */
class AlertBatchTest {
    private static final Origin ORIGIN = new Origin("acme", null, Instant.parse("2026-11-20T13:00:00Z"));
    private static final IntakeLimits THREE = new IntakeLimits(3, 500);

    @Test
    void labelsAndAnnotationsAreBoundedForTheMessageAsAWhole() {
        String third = alert("c", 1);
        Reading reading = read(alert("a", 30) + "," + alert("b", 30) + "," + third);

        assertThat(reading.alerts()).hasSize(2);
        assertThat(reading.rejected()).hasSize(1);
        Rejected rest = reading.rejected().get(0);
        assertThat(rest.reason()).isEqualTo(Rejected.NOT_READ);
        assertThat(rest.field()).isEqualTo("[2]");
        assertThat(rest.detail()).startsWith("a message may hold 20 labels and annotations for each of 3 alerts");
        assertThat(new String(rest.bytes(), StandardCharsets.UTF_8)).isEqualTo(third);
    }

    @Test
    void thoseOfBadAlertsCountToo() {
        String bad = alert("a", 60).replace("\"labels\"", "\"startsAt\":\"no time\",\"labels\"");
        Reading reading = read(bad + "," + alert("b", 1));

        assertThat(reading.alerts()).isEmpty();
        assertThat(reading.rejected())
                .extracting(Rejected::reason)
                .containsExactly(Rejected.WRONG_SHAPE, Rejected.NOT_READ);
    }

    @Test
    void asManyAlertsAsMayBeFit() {
        assertThat(read(alert("a", 20) + "," + alert("b", 20) + "," + alert("c", 20))
                        .alerts())
                .hasSize(3);
    }

    private static Reading read(String alerts) {
        return AlertmanagerApi.read(("[" + alerts + "]").getBytes(StandardCharsets.UTF_8), ORIGIN, THREE);
    }

    private static String alert(String name, int labels) {
        return IntStream.range(0, labels)
                .mapToObj(i -> "\"" + name + i + "\":\"v\"")
                .collect(Collectors.joining(",", "{\"labels\":{", "}}"));
    }
}
