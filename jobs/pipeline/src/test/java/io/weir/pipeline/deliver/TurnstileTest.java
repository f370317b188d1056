package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    /** Of whom people know already. */
    private static final String TOLD = " told";

    private long now = 1_000;

    /** Who goes in when everybody asks again and again, and each is answered before the next. */
    private List<String> order(Turnstile turnstile, String... keys) {
        List<String> order = new ArrayList<>();
        for (int round = 0; round < 1000 && order.size() < keys.length; round++) {
            for (String key : keys) {
                if (!order.contains(key) && asks(turnstile, key)) {
                    order.add(key);
                    turnstile.answered(key);
                }
            }
            now += 20;
        }
        return order;
    }

    private boolean asks(Turnstile turnstile, String key) {
        Severity severity = Severity.of(key.substring(0, key.indexOf(' ')));
        boolean told = key.endsWith(TOLD);
        String updatedAt = key.substring(key.indexOf(' ') + 1).replace(TOLD, "");
        return turnstile.admits(key, severity, told, Long.parseLong(updatedAt), now);
    }

    @Test
    void theWorstSeverityGoesFirstAndOfThoseTheNewest() {
        Turnstile turnstile = new Turnstile(1, 1000);
        turnstile.admits("first", Severity.INFO, false, 0, now);
        for (String key : List.of("info 5", "critical 1", "emergency 1", "critical 9", "warning 7")) {
            assertThat(asks(turnstile, key)).isFalse();
        }
        turnstile.answered("first");
        assertThat(order(turnstile, "info 5", "critical 1", "emergency 1", "critical 9", "warning 7"))
                .containsExactly("emergency 1", "critical 9", "critical 1", "warning 7", "info 5");
        assertThat(turnstile.waiting()).isZero();
    }

    @Test
    void whatNobodyKnowsOfGoesBeforeNewerWordOfWhatIsKnown() {
        Turnstile turnstile = new Turnstile(1, 10);
        turnstile.admits("first", Severity.CRITICAL, false, 0, now);
        assertThat(asks(turnstile, "critical 1")).isFalse();
        for (int i = 2; i < 400; i++) {
            assertThat(asks(turnstile, "critical " + i + TOLD)).isFalse();
        }
        assertThat(turnstile.lookAfterMs("critical 1", now))
                .as("it is the next")
                .isEqualTo(20);
        assertThat(asks(turnstile, "warning 500")).isFalse();
        assertThat(turnstile.lookAfterMs("warning 500", now))
                .as("severity counts more")
                .isEqualTo(2000);
        turnstile.answered("first");
        now += 100;
        assertThat(asks(turnstile, "critical 399" + TOLD)).isFalse();
        assertThat(asks(turnstile, "critical 1")).isTrue();
    }

    @Test
    void whatIsBetterFindsItsTokenThoughItComesToAskLast() {
        Turnstile turnstile = new Turnstile(10, 2);
        turnstile.admits("first", Severity.CRITICAL, false, 0, now);
        turnstile.admits("second", Severity.CRITICAL, false, 0, now);
        assertThat(asks(turnstile, "warning 7")).isFalse();
        assertThat(asks(turnstile, "critical 1" + TOLD)).isFalse();
        assertThat(asks(turnstile, "critical 2")).isFalse();
        now += 500;
        assertThat(asks(turnstile, "critical 1" + TOLD)).isFalse();
        assertThat(asks(turnstile, "warning 7")).isFalse();
        assertThat(asks(turnstile, "critical 2")).isTrue();
        now += 500;
        assertThat(asks(turnstile, "warning 7")).isFalse();
        assertThat(asks(turnstile, "critical 1" + TOLD)).isTrue();
        now += 1000;
        assertThat(asks(turnstile, "warning 7")).isTrue();
    }

    @Test
    void whatIsKnownLeavesPlacesForWhatIsNot() {
        Turnstile turnstile = new Turnstile(8, 1000);
        for (int i = 0; i < 6; i++) {
            assertThat(asks(turnstile, "critical " + i + TOLD)).isTrue();
        }
        assertThat(asks(turnstile, "critical 6" + TOLD)).isFalse();
        assertThat(asks(turnstile, "critical 7")).isTrue();
        assertThat(asks(turnstile, "warning 8"))
                .as("not behind what may not go")
                .isTrue();
        assertThat(asks(turnstile, "critical 9")).as("the places").isFalse();
    }

    @Test
    void noMoreThanThereArePlacesAndNoFasterThanTheRate() {
        Turnstile turnstile = new Turnstile(2, 1);
        assertThat(asks(turnstile, "info 1")).isTrue();
        assertThat(asks(turnstile, "info 2")).as("the rate").isFalse();
        now += 1000;
        assertThat(asks(turnstile, "info 2")).isTrue();
        now += 1000;
        assertThat(asks(turnstile, "info 3")).as("the places").isFalse();
        turnstile.answered("info 1");
        assertThat(asks(turnstile, "info 3")).isTrue();
        assertThat(asks(turnstile, "info 3")).as("is inside").isTrue();
    }

    @Test
    void whileTheOtherSideIsAwayOnlyTheMostImportantFindsOutWhetherItIsBack() {
        Turnstile turnstile = new Turnstile(8, 1000);
        assertThat(asks(turnstile, "info 1")).isTrue();
        turnstile.foundAway("info 1", "maintenance", now);
        assertThat(turnstile.awayBecause()).isEqualTo("maintenance");
        assertThat(asks(turnstile, "info 1")).isFalse();
        assertThat(asks(turnstile, "critical 1")).isFalse();
        now += 1000;
        assertThat(asks(turnstile, "info 1")).as("not the first").isFalse();
        assertThat(asks(turnstile, "critical 1")).isTrue();
        assertThat(asks(turnstile, "info 1")).as("one at a time").isFalse();
        turnstile.foundAway("critical 1", "maintenance", now);
        now += 1999;
        assertThat(asks(turnstile, "critical 1")).as("less and less often").isFalse();
        now += 1;
        assertThat(asks(turnstile, "critical 1")).isTrue();
        turnstile.answered("critical 1");
        assertThat(turnstile.awayBecause()).isNull();
        assertThat(asks(turnstile, "info 1")).isTrue();
    }

    @Test
    void aWaitEndsForWhoNeedsNothingAnyMore() {
        Turnstile turnstile = new Turnstile(1, 1000);
        asks(turnstile, "info 1");
        asks(turnstile, "critical 1");
        assertThat(turnstile.waitedMs("critical 1", now + 70)).isEqualTo(70);
        turnstile.leave("critical 1");
        asks(turnstile, "info 2");
        turnstile.answered("info 1");
        assertThat(asks(turnstile, "info 2")).isTrue();
    }

    @Test
    void whoeverHasAsTimeToWaitAsksLessOften() {
        Turnstile turnstile = new Turnstile(2, 10);
        for (int i = 0; i < 500; i++) {
            asks(turnstile, "warning " + i);
        }
        asks(turnstile, "critical 1");
        asks(turnstile, "info 1");
        assertThat(turnstile.lookAfterMs("critical 1", now)).isEqualTo(20);
        assertThat(turnstile.lookAfterMs("info 1", now)).isEqualTo(2000);
    }

    @Test
    void thereIsRoomForWhatGoesInWithinTwoSeconds() {
        assertThat(Turnstile.placesFor(2, 10)).as("by default").isEqualTo(20);
        assertThat(Turnstile.placesFor(2, 1))
                .as("enough to keep the calls busy")
                .isEqualTo(16);
        assertThat(Turnstile.placesFor(4, 10_000))
                .as("what still may wait for a call")
                .isEqualTo(800);
    }
}
