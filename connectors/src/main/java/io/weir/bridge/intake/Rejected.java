package io.weir.bridge.intake;

/**
 * A piece of a request that is no alert, whatever the sender meant by it.
 *
 * @param reason a stable word, one of the constants here
 * @param field path of the field at fault, for example {@code alerts[3].labels}; empty for the whole body
 * @param detail for people
 * @param bytes the piece as it came
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rejected(String reason, String field, String detail, byte[] bytes) {
    /** The body is no JSON, or stops in the middle. */
    public static final String INVALID_JSON = "invalid-json";
    /** JSON, but a field is missing or of another type. */
    public static final String WRONG_SHAPE = "wrong-shape";
    /** JSON in which nothing tells of an alert. */
    public static final String NOT_UNDERSTOOD = "not-understood";
    /** The alert is bigger than a Kafka record may be. */
    public static final String TOO_LARGE = "too-large";
}
