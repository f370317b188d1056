package io.weir.bridge.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    /** Alerts behind what one message may hold: nobody looked at them. */
    public static final String NOT_READ = "not-read";

    /**
     * This, or where it has more than {@code most} bytes, as many pieces as that takes. Their bytes, one after the other,
     * are what came.
     */
    public List<Rejected> parts(int most) {
        int number = Math.max(1, (bytes.length + most - 1) / most);
        if (number == 1) {
            return List.of(this);
        }
        List<Rejected> parts = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            int end = Math.min(bytes.length, (i + 1) * most);
            parts.add(new Rejected(
                    reason,
                    field,
                    detail + " (part " + (i + 1) + " of " + number + "; one after the other, they are what came)",
                    Arrays.copyOfRange(bytes, i * most, end)));
        }
        return parts;
    }
}
