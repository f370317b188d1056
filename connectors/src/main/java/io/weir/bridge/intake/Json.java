package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the JSON of other systems. Bytes that are no UTF-8 become U+FFFD, as in Alertmanager itself. */
final class Json {
    private static final int MAX_STRING = 64 << 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
            // Label names are the senders' choice: they shall neither fill the JVM's table of strings nor, by
            // colliding on purpose, fail a body.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
    private static final JsonMapper MAPPER = new JsonMapper(FACTORY);

    /** Reads one whole document from a parser. */
    interface Reader<T> {
        T read(JsonParser in, byte[] document) throws IOException;
    }

    private Json() {}

    /**
     * Reads {@code body}; once more as repaired UTF-8 when the first attempt finds no JSON.
     *
     * @throws JsonProcessingException when it is no JSON
     */
    static <T> T read(byte[] body, Reader<T> reader) throws IOException {
        try (JsonParser in = FACTORY.createParser(body)) {
            return reader.read(in, body);
        } catch (JsonProcessingException e) {
            byte[] repaired = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            if (java.util.Arrays.equals(repaired, body)) {
                throw e;
            }
            try (JsonParser in = FACTORY.createParser(repaired)) {
                return reader.read(in, repaired);
            }
        }
    }

    /** {@code body} as a tree; an empty body is the missing node. */
    static JsonNode tree(byte[] body) throws IOException {
        JsonNode tree = read(body, (in, document) -> MAPPER.readTree(in));
        return tree == null ? MAPPER.missingNode() : tree;
    }

    /** The parser's complaint without the source it quotes. */
    static String complaint(JsonProcessingException e) {
        return e.getOriginalMessage()
                + (e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset());
    }
}
