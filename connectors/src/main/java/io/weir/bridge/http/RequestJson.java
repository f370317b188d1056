package io.weir.bridge.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Reads the JSON of requests that decide something. What could be meant in two ways, a name twice or a second document, is
 * refused.
 */
final class RequestJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LONGEST = 200;

    private RequestJson() {}

    /**
     * The document of a body; the missing node when the body is empty.
     *
     * @param expected for people, what a body looks like
     * @throws Refusal 400 when it is not exactly one document; names the field that is there twice
     */
    static JsonNode read(byte[] body, String expected) {
        try (JsonParser in = MAPPER.createParser(body)) {
            return read(in, expected);
        } catch (IOException e) {
            // begins as UTF-16 or UTF-32 does, and is none
            throw Refusal.of(null, expected + ", in UTF-8");
        }
    }

    private static JsonNode read(JsonParser in, String expected) throws IOException {
        try {
            JsonNode tree = MAPPER.readTree(in);
            if (in.nextToken() != null) {
                throw Refusal.of(null, expected + ", and nothing behind it");
            }
            return tree == null ? MAPPER.missingNode() : tree;
        } catch (JsonProcessingException e) {
            String complaint = cut(e.getOriginalMessage());
            boolean twice = complaint.startsWith("Duplicate field");
            throw Refusal.of(
                    twice ? cut(path(in.getParsingContext())) : null,
                    twice ? "is there twice; expected it once" : expected + ": " + complaint);
        }
    }

    /** Such as {@code recurrence.exdates[1]}. */
    private static String path(JsonStreamContext place) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext at = place; at != null && !at.inRoot(); at = at.getParent()) {
            String step = at.inArray() ? "[" + at.getCurrentIndex() + "]" : at.getCurrentName();
            path.insert(0, path.isEmpty() || path.charAt(0) == '[' ? step : step + ".");
        }
        return path.toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
