package io.weir.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Downtime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Downtimes outside of a request: as somebody would post them, or as the bridge lists them. */
public final class DowntimeReader {
    private static final JsonMapper JSON = new JsonMapper();
    /** What a listed one says beyond what was asked for. */
    private static final List<String> SHOWN =
            List.of("id", "revision", "status", "createdAt", "effectiveFrom", "held", "next", "tenant");

    private DowntimeReader() {}

    /**
     * Reads one. Unlike in a request, it may lie in the past, and its reason may be missing.
     *
     * @param document not changed
     * @param id for one that names none
     * @throws IllegalArgumentException naming the field at fault
     */
    public static Downtime read(ObjectNode document, String id) {
        ObjectNode asked = document.deepCopy();
        boolean cancelled = "cancelled".equals(document.path("status").textValue());
        asked.remove(SHOWN);
        if (asked.hasNonNull("recurrence")) {
            asked.remove(List.of("from", "to"));
        }
        if (!asked.hasNonNull("comment")) {
            asked.put("comment", "-");
        }
        try {
            DowntimeRequest request = DowntimeRequest.read(JSON.writeValueAsBytes(asked), Instant.EPOCH);
            return request.downtime(
                    document.path("id").asText(id),
                    1,
                    cancelled ? Downtime.Status.CANCELLED : Downtime.Status.ACTIVE,
                    request.author(),
                    0);
        } catch (Refusal e) {
            throw new IllegalArgumentException(problem(e.answer()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static String problem(Answer refusal) {
        try {
            JsonNode error = JSON.readTree(refusal.body()).path("error");
            String field = error.path("field").asText();
            return (field.isEmpty() ? "" : field + ": ") + error.path("message").asText();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
