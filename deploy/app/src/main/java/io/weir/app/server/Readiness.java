package io.weir.app.server;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until everything runs. */
final class Readiness {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Weir weir;

    Readiness(Weir weir) {
        this.weir = weir;
    }

    /**
     * Waits, but not for ever: a job that cannot run yet is no reason to turn alerts away.
     *
     * @return whether everything runs
     * @throws IllegalStateException when a part failed for good
     */
    boolean await() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!weir.isReady()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            failOrPause();
        }
        return true;
    }

    private void failOrPause() throws InterruptedException {
        try {
            weir.failure().get(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException nothingFailed) {
            return;
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new CompletionException(e.getCause());
        }
    }
}
