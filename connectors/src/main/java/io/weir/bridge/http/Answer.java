package io.weir.bridge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What goes back.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body possibly empty
 * @param headers further headers, each with its values
 */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, String contentType, byte[] body, Map<String, List<String>> headers) {
    static final String JSON = "application/json";
    static final String YAML = "application/yaml";
    static final String TEXT = "text/plain; charset=utf-8";
    private static final JsonMapper MAPPER = new JsonMapper();
    /** Of one text of a problem: it may quote what somebody sent, of whatever length. */
    private static final int LONGEST = 4096;

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static Answer json(int status, JsonNode body) {
        try {
            return new Answer(status, JSON, MAPPER.writeValueAsBytes(body), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** {@code {"error":{"code":…,"message":…,"field":…}}}, long texts cut; {@code field} null when it is about none. */
    static Answer problem(int status, String code, String message, String field) {
        ObjectNode body = object();
        ObjectNode error = body.putObject("error").put("code", code).put("message", cut(message));
        if (field != null) {
            error.put("field", cut(field));
        }
        return json(status, body);
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Kafka does not answer; it is right to come again. */
    static Answer unavailable(String message) {
        return problem(503, "unavailable", message, null);
    }

    Answer withHeader(String name, List<String> values) {
        return new Answer(status, contentType, body, Map.of(name, values));
    }
}
