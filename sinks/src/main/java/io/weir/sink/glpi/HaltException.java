package io.weir.sink.glpi;

import java.time.Duration;

/** A delivery cannot go on now. */
class HaltException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final Duration after;
    private final boolean uncertain;
    private final boolean unavailable;

    HaltException(String reason, Duration after, boolean uncertain, boolean unavailable, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
        this.after = after;
        this.uncertain = uncertain;
        this.unavailable = unavailable;
    }

    /** It is about this order alone, and nothing was written. */
    static HaltException alone(String reason, Duration after, Throwable cause) {
        return new HaltException(reason, after, false, false, cause);
    }

    /** Nobody gets further, and nothing was written. */
    static HaltException everybody(String reason, Duration after, Throwable cause) {
        return new HaltException(reason, after, false, true, cause);
    }

    /** A stable word. */
    String reason() {
        return reason;
    }

    /** Not before this. */
    Duration after() {
        return after;
    }

    /** Whether something may have been written. */
    boolean uncertain() {
        return uncertain;
    }

    /** Whether GLPI as a whole is away. */
    boolean unavailable() {
        return unavailable;
    }
}
