package io.weir.sink.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/** How long to wait after a failure: doubling with each failure in a row, between half and all of it by chance. */
public final class Backoff {
    private static final int DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier chance;
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * @param first pause after the first failure
     * @param longest cap
     * @param chance numbers from 0 (inclusive) to 1 (exclusive)
     */
    public Backoff(Duration first, Duration longest, DoubleSupplier chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
    }

    /** Counts a failure. */
    public void failed() {
        failures.updateAndGet(n -> Math.min(n + 1, DOUBLINGS));
    }

    /** Forgets the failures. */
    public void succeeded() {
        failures.set(0);
    }

    /** The pause for as many failures as there were in a row, as if there were at least one. */
    public Duration pause() {
        long doubled = first.toMillis() << Math.max(0, failures.get() - 1);
        return spread(Duration.ofMillis(Math.min(doubled, longest.toMillis())));
    }

    /** A pause spread by chance from half of it up to all of it. */
    public Duration spread(Duration pause) {
        return Duration.ofMillis((long) (pause.toMillis() * (0.5 + 0.5 * chance.getAsDouble())));
    }
}
