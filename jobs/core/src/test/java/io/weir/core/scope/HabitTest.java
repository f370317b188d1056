package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Shaped.perhapsHabitual;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident.Kind;
import org.junit.jupiter.api.Test;

/** Noise that comes and goes at the same rate: the policy of the samples wants 8 starts over an hour. */
class HabitTest {
    private static final long EVERY = 600_000;
    private static final long LASTS = 30_000;

    private final ScopeRun run = new ScopeRun();

    /** Blinks so often, from {@code from} on; returns when the next one is due. */
    private long blink(long from, int times, long every) {
        for (int i = 0; i < times; i++) {
            long at = from + i * every;
            run.tell(perhapsHabitual(starts("noise", at))).tell(ends("noise", at, at + LASTS));
        }
        return from + times * every;
    }

    private long opened() {
        return run.incidents().stream().filter(i -> i.kind() == Kind.OPENED).count();
    }

    @Test
    void isHeldOnceItHasKeptToItsRate() {
        run.until(blink(0, 8, EVERY));
        long before = opened();
        assertThat(before).isEqualTo(8);
        run.until(blink(8 * EVERY, 10, EVERY));
        assertThat(opened()).isEqualTo(before);
        assertThat(run.decisionsOn("noise")).endsWith("held habitual", "ended recovered");
    }

    @Test
    void isNewsAsLongAsItHasNotLastedForAnHour() {
        run.until(blink(0, 50, 60_000));
        assertThat(run.decisionsOn("noise")).doesNotContain("held habitual");
    }

    @Test
    void isNewsAgainWhenItComesMoreOften() {
        long at = blink(0, 12, EVERY);
        assertThat(run.decisionsOn("noise")).contains("held habitual");
        long before = opened();
        run.until(blink(at, 10, 31_000));
        assertThat(opened()).isGreaterThan(before);
    }

    @Test
    void isShownWhenItLastsLongerThanEver() {
        long at = blink(0, 12, EVERY);
        long before = opened();
        run.tell(perhapsHabitual(starts("noise", at))).until(at + Habit.LASTS_MS - 1);
        assertThat(opened()).isEqualTo(before);
        run.until(at + Habit.LASTS_MS + 5_000);
        assertThat(opened()).isEqualTo(before + 1);
        assertThat(run.decisionsOn("noise")).contains("released habit-broken");
    }

    @Test
    void howeverLongItsHabitItIsShownAfterAnHour() {
        for (int i = 0; i < 12; i++) {
            long at = i * 10_800_000L;
            run.tell(perhapsHabitual(starts("noise", at))).tell(ends("noise", at, at + 7_200_000L));
        }
        long at = 12 * 10_800_000L;
        run.tell(perhapsHabitual(starts("noise", at))).until(at + Habit.LASTS_MOST_MS + 5_000);
        assertThat(run.last().firingCount()).isEqualTo(1);
        assertThat(run.last().updatedAt()).isGreaterThanOrEqualTo(at);
    }

    @Test
    void anAlertThatIsNeverHabitualIsAlwaysNews() {
        for (int i = 0; i < 20; i++) {
            run.tell(starts("noise", i * EVERY)).tell(ends("noise", i * EVERY, i * EVERY + LASTS));
        }
        run.until(20 * EVERY);
        assertThat(opened()).isEqualTo(20);
    }

    @Test
    void whatComesInCompanyIsNoNoise() {
        for (int i = 0; i < 20; i++) {
            long at = i * EVERY;
            run.tell(starts("x" + i, at), starts("y" + i, at), starts("z" + i, at));
            run.tell(perhapsHabitual(starts("noise", at + 1_000)));
            run.tell(ends("noise", at + 1_000, at + LASTS));
        }
        assertThat(run.decisionsOn("noise")).doesNotContain("held habitual");
    }

    @Test
    void everythingIsForgottenFourHoursLater() {
        long at = blink(0, 12, EVERY) - EVERY;
        run.until(at + Habit.MEMORY_MS - 1);
        assertThat(run.remembers()).isTrue();
        run.until(at + Habit.MEMORY_MS);
        assertThat(run.remembers()).isFalse();
    }
}
