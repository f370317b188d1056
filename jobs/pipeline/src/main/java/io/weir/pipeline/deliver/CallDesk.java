package io.weir.pipeline.deliver;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.MDC;

/**
 * Makes blocking calls on threads of its own, one at a time per key, so that the task that hands them in never waits.
 * Only the workers run elsewhere; all methods belong to the task's thread.
 *
 * @param <O> what a call is asked for
 * @param <R> what it answers
 */
final class CallDesk<O, R> {
    private static final long SHORTEST_LOOK_MS = 20;
    private static final long LONGEST_LOOK_MS = 2000;
    private static final int WAITING_PER_WORKER = 250;
    private static final long STOP_WITHIN_S = 2;

    private final int workers;
    private final Function<O, R> call;
    private final ExecutorService threads;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, Slip<O, R>> slips = new HashMap<>();

    /**
     * A desk.
     *
     * @param name for its threads
     * @param workers calls at once
     */
    CallDesk(String name, int workers, Function<O, R> call) {
        this.workers = workers;
        this.call = call;
        AtomicInteger count = new AtomicInteger();
        // what Flink says of the job, for the lines that the workers log
        Map<String, String> job = MDC.getCopyOfContextMap();
        this.threads = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(
                    () -> {
                        if (job != null) {
                            MDC.setContextMap(job);
                        }
                        task.run();
                    },
                    name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Whether a call for {@code key} waits, runs, or has an answer that was not collected. */
    boolean busy(String key) {
        return slips.containsKey(key);
    }

    /** Whether a call for {@code key} has been handed in and has no answer yet. */
    boolean awaits(String key) {
        Slip<O, R> slip = slips.get(key);
        return slip != null && slip.outcome == null;
    }

    /** Calls waiting, running or not collected. */
    int inFlight() {
        return slips.size();
    }

    /** Hands in a call; false when too many wait already. */
    boolean handIn(String key, O order) {
        if (waiting.get() >= workers * WAITING_PER_WORKER) {
            return false;
        }
        Slip<O, R> slip = new Slip<>(order);
        if (slips.putIfAbsent(key, slip) != null) {
            throw new IllegalStateException("a call for " + key + " is out already");
        }
        waiting.incrementAndGet();
        threads.execute(() -> work(slip));
        return true;
    }

    /** Gives a call that has not begun a newer order, made of its older one. */
    void replace(String key, UnaryOperator<O> newer) {
        slips.get(key).replace(newer);
    }

    /** Takes a call back that has not begun; false when it runs or has an answer. */
    boolean takeBack(String key) {
        Slip<O, R> slip = slips.get(key);
        if (slip == null || slip.begin() == null) {
            return false;
        }
        slips.remove(key);
        return true;
    }

    /**
     * Takes the answer for {@code key} away; null while there is none.
     *
     * @throws Error the one that ended the call: what a broken JVM or class path did is no answer, so the task has to fail
     */
    Answer<O, R> collect(String key) {
        Slip<O, R> slip = slips.get(key);
        Outcome<O, R> outcome = slip == null ? null : slip.outcome;
        if (outcome == null) {
            return null;
        }
        slips.remove(key);
        if (outcome.error() != null) {
            throw outcome.error();
        }
        return outcome.answer();
    }

    /** How long to wait before it is worth looking for an answer, in milliseconds: longer when many calls wait. */
    long lookAfterMs() {
        return Math.min(LONGEST_LOOK_MS, SHORTEST_LOOK_MS * (1 + waiting.get() / workers));
    }

    private void work(Slip<O, R> slip) {
        waiting.decrementAndGet();
        O order = slip.begin();
        if (order == null) {
            return;
        }
        try {
            slip.outcome = Outcome.of(new Answer<>(order, call.apply(order), null));
        } catch (RuntimeException e) {
            slip.outcome = Outcome.of(new Answer<>(order, null, e));
        } catch (Error e) {
            slip.outcome = new Outcome<>(null, e);
        } catch (Throwable e) {
            // a checked one that was thrown past the compiler
            slip.outcome = Outcome.of(new Answer<>(order, null, new IllegalStateException(e)));
        }
    }

    /** Stops the workers. A call that runs is interrupted; what it did outside is not known. */
    void stop() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS);
    }

    /**
     * The end of a call.
     *
     * @param order what was asked in the end
     * @param result null when it failed
     * @param problem why it failed; null when it did not
     */
    record Answer<O, R>(O order, R result, RuntimeException problem) {}

    /** Either an answer, or the error that belongs to the task; the other is null. */
    private record Outcome<O, R>(Answer<O, R> answer, Error error) {
        static <O, R> Outcome<O, R> of(Answer<O, R> answer) {
            return new Outcome<>(answer, null);
        }
    }

    private static final class Slip<O, R> {
        private final AtomicReference<O> order;
        private volatile Outcome<O, R> outcome;

        Slip(O order) {
            this.order = new AtomicReference<>(order);
        }

        /** Takes the order out; null when it is out already. */
        O begin() {
            return order.getAndSet(null);
        }

        void replace(UnaryOperator<O> newer) {
            order.updateAndGet(older -> older == null ? null : newer.apply(older));
        }
    }
}
