package io.weir.sink;

import java.io.Serializable;
import java.time.Duration;

/** Whether a request could be launched as the runner is set up now. Nothing was started, whatever it says. */
public sealed interface PreflightOutcome extends Serializable {

    /**
     * It could, or an earlier attempt has left its mark and only a launch tells what became of that.
     *
     * @param fleet the inventory that it would run on, by a name that does not change; null after an earlier attempt
     * @param hosts enabled hosts in that inventory, at least 1
     */
    record Ready(String fleet, int hosts) implements PreflightOutcome {}

    /**
     * The runner cannot be asked now.
     *
     * @param reason a stable word
     * @param after do not come back earlier
     */
    record Retry(String reason, Duration after) implements PreflightOutcome {}

    /**
     * It could not; a person has to look.
     *
     * @param reason a stable word, as in {@link LaunchOutcome.Refused}
     * @param detail for people, with the remedy where there is one
     */
    record Refused(String reason, String detail) implements PreflightOutcome {}
}
