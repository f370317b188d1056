package io.weir.core.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Downtime;
import io.weir.schema.Downtime.Status;
import io.weir.schema.Recurrence;
import io.weir.schema.downtime.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a lookup costs, counted, and what is forgotten when. */
class DowntimeIndexTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = Instant.parse("2026-01-05T02:00:00Z").toEpochMilli();

    private final DowntimeIndex index = new DowntimeIndex();

    private static Downtime once(String id, long revision, Status status, long from, long to, String... matchers) {
        return new Downtime(id, revision, status, List.of(matchers), from, to, null, "operator", "", 0L);
    }

    private static Downtime nightly(String id, long revision, Status status, String rrule) {
        Recurrence recurrence = new Recurrence(rrule, "2026-01-05T02:00:00", "UTC", 3_600_000, null);
        return new Downtime(
                id, revision, status, List.of("host=\"a\""), START, Schedule.FAR_AWAY, recurrence, "operator", "", 0L);
    }

    private String heldAt(long at) {
        DowntimeWindow window = index.holding(Map.of("host", "a"), at);
        return window == null ? null : window.id() + window.downtime().revision();
    }

    @Test
    void anAlertIsComparedWithFewOfAHundredThousandWindows() {
        for (int i = 0; i < 25_000; i++) {
            // the job is named first and by all of them: the instance is the rarer one
            index.put(once("e" + i, 1, Status.ACTIVE, 0, 10, "job=\"node\"", "instance=\"h" + i + "\""), 0);
            index.put(once("a" + i, 1, Status.ACTIVE, 0, 20, "instance=~\"h" + i + "|x" + i + "|y" + i + "\""), 0);
            index.put(once("p" + i, 1, Status.ACTIVE, 0, 30, "job=\"node\"", "instance=~\"h" + i + "(:.*)?\""), 0);
            index.put(once("c" + i, 1, Status.ACTIVE, 0, 5, "cluster=~\"c" + i + "-.+\"", "job!=\"other\""), 0);
        }
        Map<String, String> labels = Map.of("job", "node", "instance", "h17", "cluster", "c17-b");
        assertThat(index.comparisons(labels)).isLessThanOrEqualTo(8);
        assertThat(index.holding(labels, 5).id()).isEqualTo("p17");
        assertThat(index.holding(Map.of("instance", "y4711"), 5).id()).isEqualTo("a4711");
        assertThat(index.holding(Map.of("cluster", "c24999-z"), 4).id()).isEqualTo("c24999");
        assertThat(index.comparisons(Map.of("job", "node", "instance", "unknown")))
                .isLessThanOrEqualTo(1);

        index.forget(31);
        assertThat(index.isEmpty()).isTrue();
        assertThat(index.comparisons(labels)).isZero();
    }

    @Test
    void anEndlessRuleIsNeverForgotten() {
        index.put(nightly("d", 1, Status.ACTIVE, "FREQ=DAILY"), 0);
        long tenYears = START + 3650 * DAY;
        index.forget(tenYears);
        assertThat(heldAt(tenYears)).isEqualTo("d1");
        assertThat(heldAt(tenYears + 3_600_000)).isNull();
        assertThat(heldAt(tenYears - DAY)).as("late").isEqualTo("d1");
        assertThat(heldAt(tenYears + DAY - 1)).isNull();
        assertThat(heldAt(tenYears + DAY)).isEqualTo("d1");
    }

    @Test
    void aRuleIsForgottenAfterItsLastWindowWhateverItsRecordClaims() {
        index.put(nightly("d", 1, Status.ACTIVE, "FREQ=DAILY;COUNT=3"), 0);
        index.forget(START + 2 * DAY + 3_600_000);
        assertThat(index.isEmpty()).isFalse();
        index.forget(START + 2 * DAY + 3_600_001);
        assertThat(index.isEmpty()).isTrue();
    }

    @Test
    void aShortenedDowntimeTakesItsLongerPastWithIt() {
        Downtime longer = once("d", 1, Status.ACTIVE, 0, 100 * DAY, "host=\"a\"");
        Downtime shorter = once("d", 2, Status.ACTIVE, 0, DAY, "host=\"a\"");
        index.put(longer, 0);
        index.put(shorter, 1_000);
        index.forget(500);
        assertThat(index.remembers(longer)).as("not replaced yet").isTrue();
        index.forget(DAY);
        assertThat(index.remembers(longer)).isFalse();
        assertThat(index.remembers(shorter)).isTrue();
        index.forget(DAY + 1);
        assertThat(index.remembers(shorter)).isFalse();
    }

    @Test
    void aCancelledRuleIsRememberedForAWeekSoThatNoOlderRevisionRevivesIt() {
        index.put(nightly("d", 1, Status.ACTIVE, "FREQ=DAILY"), 0);
        index.put(nightly("d", 2, Status.CANCELLED, "FREQ=DAILY"), START);
        index.forget(START + 6 * DAY);
        index.put(nightly("d", 1, Status.ACTIVE, "FREQ=DAILY"), 0);
        assertThat(heldAt(START + 6 * DAY)).isNull();
        index.forget(START + 7 * DAY + 1);
        assertThat(index.isEmpty()).isTrue();
    }
}
