package io.weir.sandbox.awx;

import java.time.Duration;

/**
 * How long things take at least.
 *
 * @param pending time in state pending
 * @param waiting time in state waiting
 * @param running time a scripted job stays running
 * @param eventLag time from the end of a job until its events, counts, artifacts and output can be read
 * @param blockedExplanation time a job must have been blocked before it says by what
 */
public record AwxTiming(
        Duration pending, Duration waiting, Duration running, Duration eventLag, Duration blockedExplanation) {

    /** Each state long enough for a poller that looks every 50 ms; 30 s until a blocked job explains itself. */
    public static AwxTiming defaults() {
        Duration visible = Duration.ofMillis(120);
        return new AwxTiming(visible, visible, visible, Duration.ofMillis(100), Duration.ofSeconds(30));
    }
}
