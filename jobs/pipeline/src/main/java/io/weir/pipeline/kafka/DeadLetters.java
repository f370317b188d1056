package io.weir.pipeline.kafka;

import io.weir.schema.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.util.OutputTag;

/** Makes dead letters. */
public final class DeadLetters {
    /** The side output that carries them. */
    public static final OutputTag<DeadLetter> TAG = new OutputTag<>("dead-letters") {};

    /** Bytes of a body that are kept; with base64 and the rest a letter stays below the records' limit. */
    private static final int BODY_KEPT = 4 << 20;

    private static final int DETAIL_KEPT = 500;

    private DeadLetters() {}

    /** A record of a topic that cannot be read, or must not be acted on. */
    static DeadLetter unreadable(LogRecord raw, String stage, Exception problem) {
        return of(
                tenant(raw.key()),
                stage,
                problem instanceof LiveMark.NotLiveException ? "not-live" : "unreadable",
                problem.getMessage(),
                raw.topic(),
                raw.value(),
                null,
                raw.time());
    }

    /**
     * A dead letter about a JSON document; a body that is too big is cut, and the detail says so.
     *
     * @param at milliseconds since the epoch
     */
    public static DeadLetter of(
            String tenant,
            String stage,
            String reason,
            String detail,
            String source,
            byte[] body,
            String incidentId,
            long at) {
        boolean cut = body.length > BODY_KEPT;
        String told = detail == null ? "" : detail;
        told = told.length() > DETAIL_KEPT ? told.substring(0, DETAIL_KEPT) + "…" : told;
        return new DeadLetter(
                tenant,
                stage,
                reason,
                cut ? told + " (body cut, it has " + body.length + " bytes)" : told,
                source,
                "application/json",
                cut ? Arrays.copyOf(body, BODY_KEPT) : body,
                incidentId,
                at,
                null);
    }

    private static String tenant(byte[] key) {
        if (key == null) {
            return null;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        int end = text.indexOf('|');
        return end > 0 ? text.substring(0, end) : null;
    }
}
