package io.weir.schema.downtime;

/** A recurrence that cannot be understood or is not accepted; names the field and what to do. */
public final class InvalidRecurrenceException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String problem;

    InvalidRecurrenceException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
        this.problem = problem;
    }

    /** The component of {@link io.weir.schema.Recurrence} at fault, such as {@code exdates[2]}. */
    public String field() {
        return field;
    }

    /** The sentence without the field. */
    public String problem() {
        return problem;
    }
}
