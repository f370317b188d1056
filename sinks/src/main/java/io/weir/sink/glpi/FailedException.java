package io.weir.sink.glpi;

/** GLPI said no in a way that will not change. */
final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    FailedException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** A stable word. */
    String reason() {
        return reason;
    }

    /** From a refusal. */
    static FailedException of(String reason, GlpiAnswer answer) {
        return new FailedException(
                reason,
                answer instanceof GlpiAnswer.Rejected no ? no.code() + ": " + no.text() : "the item does not exist");
    }
}
