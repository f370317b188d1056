package io.weir.pipeline.settings;

import java.io.Serializable;

/**
 * How the deliver job goes about its calls. Times are milliseconds.
 *
 * @param ticketCalls calls to the ticket system at once, over all tasks of the job; null means 4
 * @param runnerCalls calls to the playbook runner at once, over all tasks of the job; null means 4
 * @param settleMs how long after a restart an unanswered wish to create a ticket waits before it looks for what became
 *     of it: longer than the ticket system may still work on a request; null means 65 s
 * @param retryFirstMs first pause after a failure, doubled each time; null means 1 s
 * @param retryMaxMs longest pause; null means 2 minutes
 * @param forgetAfterMs how long a resolved and delivered incident is remembered in full; null means 24 h
 * @param ticketMemoryMs how long after its resolve the ticket id alone is remembered for a reopen; null means 7 days
 * @param seed for the jitter of pauses; null means 1
 * @param leaseMs how long a task may act without a completed checkpoint; longer than several checkpoints; null means 30 s
 * @param maxAgeMs what was decided longer ago and is not known to be under way is refused; null means 7 days
 * @param ticketsPerSecond tickets written per second, over all tasks of the job; null means 20
 * @param lookEveryMs how often to look whether tickets were changed by others, or turned up twice; null means 15 s
 * @param skipResolved whether an incident that resolved before it had a ticket gets none; null means that it gets one
 */
public record DeliverTuning(
        Integer ticketCalls,
        Integer runnerCalls,
        Long settleMs,
        Long retryFirstMs,
        Long retryMaxMs,
        Long forgetAfterMs,
        Long ticketMemoryMs,
        Long seed,
        Long leaseMs,
        Long maxAgeMs,
        Double ticketsPerSecond,
        Long lookEveryMs,
        Boolean skipResolved)
        implements Serializable {
    /** Every default. */
    public static final DeliverTuning DEFAULT =
            new DeliverTuning(null, null, null, null, null, null, null, null, null, null, null, null, null);

    public DeliverTuning {
        ticketCalls = ticketCalls == null ? 4 : ticketCalls;
        runnerCalls = runnerCalls == null ? 4 : runnerCalls;
        settleMs = settleMs == null ? 65_000 : settleMs;
        retryFirstMs = retryFirstMs == null ? 1000 : retryFirstMs;
        retryMaxMs = retryMaxMs == null ? 120_000 : retryMaxMs;
        forgetAfterMs = forgetAfterMs == null ? 24 * 3_600_000L : forgetAfterMs;
        ticketMemoryMs = ticketMemoryMs == null ? 7 * 24 * 3_600_000L : ticketMemoryMs;
        seed = seed == null ? 1 : seed;
        leaseMs = leaseMs == null ? 30_000 : leaseMs;
        maxAgeMs = maxAgeMs == null ? 7 * 24 * 3_600_000L : maxAgeMs;
        ticketsPerSecond = ticketsPerSecond == null ? 20.0 : ticketsPerSecond;
        lookEveryMs = lookEveryMs == null ? 15_000 : lookEveryMs;
        skipResolved = skipResolved != null && skipResolved;
        Check.atLeast("tuning.ticketCalls", ticketCalls, 1);
        Check.atLeast("tuning.runnerCalls", runnerCalls, 1);
        Check.atLeast("tuning.settleMs", settleMs, 0);
        Check.atLeast("tuning.leaseMs", leaseMs, 0);
        Check.atLeast("tuning.maxAgeMs", maxAgeMs, 1000);
        Check.that(ticketsPerSecond > 0, "tuning.ticketsPerSecond", "above 0");
        Check.atLeast("tuning.lookEveryMs", lookEveryMs, 10);
        Check.atLeast("tuning.retryFirstMs", retryFirstMs, 1);
        Check.atLeast("tuning.retryMaxMs", retryMaxMs, retryFirstMs);
        Check.atLeast("tuning.forgetAfterMs", forgetAfterMs, 0);
        Check.atLeast("tuning.ticketMemoryMs", ticketMemoryMs, forgetAfterMs);
    }

    /** The same with another settle time. */
    public DeliverTuning withSettle(long millis) {
        return changed(millis, retryFirstMs, retryMaxMs, forgetAfterMs, ticketMemoryMs);
    }

    /** The same with other pauses. */
    public DeliverTuning withRetry(long firstMs, long maxMs) {
        return changed(settleMs, firstMs, maxMs, forgetAfterMs, ticketMemoryMs);
    }

    /** The same with other times of remembering. */
    public DeliverTuning withMemory(long fullMs, long ticketMs) {
        return changed(settleMs, retryFirstMs, retryMaxMs, fullMs, ticketMs);
    }

    private DeliverTuning changed(long settle, long firstMs, long maxMs, long fullMs, long ticketMs) {
        return new DeliverTuning(
                ticketCalls,
                runnerCalls,
                settle,
                firstMs,
                maxMs,
                fullMs,
                ticketMs,
                seed,
                leaseMs,
                maxAgeMs,
                ticketsPerSecond,
                lookEveryMs,
                skipResolved);
    }

    /** The same with another lease and another age beyond which nothing is begun. */
    public DeliverTuning withLimits(long lease, long maxAge) {
        return with(lease, maxAge, ticketsPerSecond, lookEveryMs, skipResolved);
    }

    /** The same with another way to write tickets. */
    public DeliverTuning withTickets(double perSecond, long lookEvery, boolean skip) {
        return with(leaseMs, maxAgeMs, perSecond, lookEvery, skip);
    }

    private DeliverTuning with(long lease, long maxAge, double perSecond, long lookEvery, boolean skip) {
        return new DeliverTuning(
                ticketCalls,
                runnerCalls,
                settleMs,
                retryFirstMs,
                retryMaxMs,
                forgetAfterMs,
                ticketMemoryMs,
                seed,
                lease,
                maxAge,
                perSecond,
                lookEvery,
                skip);
    }
}
