package io.weir.sink.awx;

import java.time.Duration;

/** AWX cannot be asked now, or does not let itself be asked. */
final class HaltException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final Duration after;
    private final boolean inDoubt;
    private final boolean lasting;

    private HaltException(String reason, String detail, Duration after, boolean inDoubt, boolean lasting, Throwable e) {
        super(detail, e);
        this.reason = reason;
        this.after = after;
        this.inDoubt = inDoubt;
        this.lasting = lasting;
    }

    /** It may be better later; {@code inDoubt} when what was sent may have been done. */
    static HaltException passing(String reason, String detail, Duration after, boolean inDoubt, Throwable cause) {
        return new HaltException(reason, detail, after, inDoubt, false, cause);
    }

    /** A person has to change the set-up. */
    static HaltException lasting(String reason, String detail) {
        return new HaltException(reason, detail, Duration.ZERO, false, true, null);
    }

    /** A stable word. */
    String reason() {
        return reason;
    }

    /** Not before this. */
    Duration after() {
        return after;
    }

    /** Whether what was sent may have been done. */
    boolean inDoubt() {
        return inDoubt;
    }

    /** Whether only a person can help. */
    boolean lasting() {
        return lasting;
    }
}
