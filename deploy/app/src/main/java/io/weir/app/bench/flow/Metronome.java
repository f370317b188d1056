package io.weir.app.bench.flow;

import java.util.concurrent.locks.LockSupport;

/**
 * Does something at instants that are fixed beforehand. Who is late does not shift those that follow, so what waits
 * because of a slow answer counts as slow.
 */
final class Metronome {
    private final long startNanos;
    private final double startMs;

    /** Begins now. */
    Metronome() {
        startNanos = System.nanoTime();
        startMs = System.currentTimeMillis();
    }

    /** What is to be done. */
    @FunctionalInterface
    interface Beat {
        /**
         * Does it.
         *
         * @param number of the beat, from 0
         * @param dueMs when it was due, milliseconds since the epoch
         */
        void at(int number, double dueMs) throws InterruptedException;
    }

    /**
     * Waits until a beat is due, does it, and so on.
     *
     * @param dueSeconds when each is due, seconds since the beginning, rising
     */
    void play(double[] dueSeconds, Beat beat) throws InterruptedException {
        for (int i = 0; i < dueSeconds.length; i++) {
            long due = startNanos + (long) (dueSeconds[i] * 1e9);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            beat.at(i, startMs + dueSeconds[i] * 1e3);
        }
    }

    /** Beats at a rate over a time. */
    static double[] steady(double perSecond, double seconds) {
        double[] due = new double[(int) Math.ceil(perSecond * seconds)];
        for (int i = 0; i < due.length; i++) {
            due[i] = i / perSecond;
        }
        return due;
    }

    /** The same, each somewhere in its share of the time: regular ones would meet a checkpoint always at the same point. */
    static double[] scattered(double perSecond, double seconds, long seed) {
        java.util.Random random = new java.util.Random(seed);
        double[] due = steady(perSecond, seconds);
        for (int i = 0; i < due.length; i++) {
            due[i] += random.nextDouble() / perSecond;
        }
        return due;
    }
}
