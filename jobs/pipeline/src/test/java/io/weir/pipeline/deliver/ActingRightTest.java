package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Control;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Of two deliver jobs on one Kafka the newer one acts, and the other one ends. */
class ActingRightTest {
    private static final long DEFINED = 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final ScriptedControls controls = new ScriptedControls();
    private final Lease lease = new Lease(30_000, nanos::get, () -> nanos.get() / 1_000_000);
    private final ActingRight right = new ActingRight(lease, controls, "me", DEFINED);

    private void claimed(String job, long at) {
        controls.set(new Control(Control.Kind.DELIVERER, null, null, job, null, null, at));
    }

    @Test
    void aJobActsOnceItHasSaidThatItDelivers() {
        assertThat(right.closedBecause()).isNotNull();
        assertThat(right.isToBeClaimed()).isTrue();
        claimed("me", DEFINED);
        assertThat(right.closedBecause()).isNull();
        assertThat(right.isToBeClaimed()).isFalse();
        assertThatCode(right::ensureNotReplaced).doesNotThrowAnyException();
    }

    @Test
    void itTakesOverFromAnOlderOne() {
        claimed("older", DEFINED - 5);
        assertThat(right.closedBecause()).isNotNull();
        assertThat(right.isToBeClaimed()).isTrue();
        assertThatCode(right::ensureNotReplaced).doesNotThrowAnyException();
    }

    @Test
    void itEndsWhenANewerOneHasTakenOver() {
        claimed("me", DEFINED);
        claimed("newer", DEFINED + 100);
        assertThat(right.closedBecause()).isNotNull();
        assertThat(right.isToBeClaimed()).as("it must not take it back").isFalse();
        assertThatThrownBy(right::ensureNotReplaced)
                .isInstanceOf(TakenOverException.class)
                .hasMessageContaining("newer");
    }

    @Test
    void itWaitsWhileItCannotBeReadWhoDelivers() {
        claimed("me", DEFINED);
        controls.readable(false);
        assertThat(right.closedBecause()).isNotNull();
        assertThat(right.isToBeClaimed()).isFalse();
        assertThatCode(right::ensureNotReplaced).doesNotThrowAnyException();
    }

    @Test
    void withoutALeaseTheRightIsOfNoUse() {
        claimed("me", DEFINED);
        nanos.addAndGet(31_000_000_000L);
        assertThat(right.closedBecause()).contains("lease");
    }
}
