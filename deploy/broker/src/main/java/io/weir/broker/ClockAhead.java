package io.weir.broker;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** The machine's clock and something. */
final class ClockAhead implements Time {
    private final long aheadMs;

    ClockAhead(Duration ahead) {
        this.aheadMs = ahead.toMillis();
    }

    @Override
    public long milliseconds() {
        return SYSTEM.milliseconds() + aheadMs;
    }

    @Override
    public long nanoseconds() {
        return SYSTEM.nanoseconds();
    }

    @Override
    public void sleep(long ms) {
        SYSTEM.sleep(ms);
    }

    /** @param deadlineMs by this clock */
    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) throws InterruptedException {
        SYSTEM.waitObject(object, condition, deadlineMs - aheadMs);
    }
}
