package io.weir.bridge.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * What a source answered.
 *
 * @param call method and path, for people
 * @param status of HTTP
 * @param contentType empty when it has none
 * @param date what the source takes for the present time; null when it does not say
 * @param body at most {@link SourceHttp#MOST_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent")
record Reply(String call, int status, String contentType, Instant date, byte[] body) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SHOWN = 200;

    /** The body of a good answer in JSON; anything else is no evidence of anything. */
    byte[] jsonBytes() throws IOException {
        if (status != 200 || !contentType.startsWith("application/json") || body.length == 0) {
            throw wrong();
        }
        return body;
    }

    JsonNode json() throws IOException {
        return MAPPER.readTree(jsonBytes());
    }

    /** For how long what began at {@code startedAt} has run, by the more careful of both clocks. */
    Duration age(Instant startedAt, Instant now) {
        Instant earlier = date == null || now.isBefore(date) ? now : date;
        return Duration.between(startedAt, earlier);
    }

    IOException wrong() {
        return new IOException(call + " was answered " + status + " " + contentType);
    }

    /** The beginning of the body on one line. */
    String text() {
        String text =
                new String(body, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }
}
