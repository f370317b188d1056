package io.weir.e2e.chaos;

import io.weir.e2e.chaos.FaultPlan.Planned;
import java.time.Duration;

/**
 * How long after a fault all worked again.
 *
 * @param fault what it was
 * @param took from the kill, or from the end of what lasted, until an alert that was posted when the fault began was in an
 *     incident that readers of the topic see
 * @param share of the machine's processors that the run could have meanwhile, see {@link CpuShare}
 */
record Recovery(Planned fault, Duration took, double share) {
    /** The time it would have taken with all of the machine, at best. */
    Duration undisturbed() {
        return Duration.ofMillis(Math.round(took.toMillis() * share));
    }
}
