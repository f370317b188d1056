package io.weir.app.bench.flow;

import io.weir.app.bench.load.Lag;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Finds out what a running Weir takes without falling behind: posts as fast as the bridge answers, but no more than a
 * bounded backlog, and sees how much the correlate job gets done.
 */
final class Sustained {
    private static final long LOOK_EVERY_MS = 50;
    /** Some seconds of work, so that the job never waits. */
    private static final long BACKLOG = 60_000;

    private final Poster poster;
    private final Background background;
    private final Lag lag;
    private volatile boolean over;
    private volatile boolean enough;

    Sustained(Poster poster, Background background, Lag lag) {
        this.poster = poster;
        this.background = background;
        this.lag = lag;
    }

    /** A look at what is done. */
    private record Mark(long nanos, long done) {}

    /**
     * Measures it.
     *
     * @param warmSeconds how long it runs before
     * @param seconds how long it is measured
     * @return alerts per second
     */
    double measure(int warmSeconds, int seconds) throws InterruptedException, ExecutionException {
        Thread sender = new Thread(this::send, "bench-flood");
        sender.start();
        try {
            watch(System.nanoTime() + TimeUnit.SECONDS.toNanos(warmSeconds), null);
            Mark first = nextCheckpoint();
            Mark last = watch(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), first);
            return (last.done() - first.done()) * 1e9 / (last.nanos() - first.nanos());
        } finally {
            over = true;
            sender.join();
            poster.await();
            lag.drain();
        }
    }

    private void send() {
        try {
            while (!over) {
                if (enough) {
                    Thread.sleep(LOOK_EVERY_MS / 10);
                } else {
                    poster.post(background.next());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the backlog in bounds until {@code until}; the last mark at which something more was done. */
    private Mark watch(long until, Mark before) throws InterruptedException, ExecutionException {
        Mark last = before;
        while (System.nanoTime() < until || (before != null && last.equals(before))) {
            long done = look();
            if (last == null || done > last.done()) {
                last = new Mark(System.nanoTime(), done);
            }
        }
        return last;
    }

    private Mark nextCheckpoint() throws InterruptedException, ExecutionException {
        long before = look();
        long done = before;
        while (done == before) {
            done = look();
        }
        return new Mark(System.nanoTime(), done);
    }

    private long look() throws InterruptedException, ExecutionException {
        Thread.sleep(LOOK_EVERY_MS);
        long done = lag.done();
        enough = lag.written() - done > BACKLOG;
        return done;
    }
}
