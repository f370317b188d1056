package io.weir.sink.glpi;

import java.time.Duration;

/** A delivery cannot go on now. */
final class HaltException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final Duration after;
    private final boolean uncertain;

    HaltException(String reason, Duration after, boolean uncertain, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
        this.after = after;
        this.uncertain = uncertain;
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
}
