package io.weir.sink.awx;

/** A playbook must not or cannot be started. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RefusedException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** A stable word. */
    String reason() {
        return reason;
    }
}
