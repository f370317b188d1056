package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads the JSON of other systems. Bytes that are no UTF-8 become U+FFFD, as in Alertmanager itself. */
final class Json {
    private static final int MAX_STRING = 64 << 20;
    private static final int MAX_TOKENS_OF_A_TREE = 100_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
            // Label names are the senders' choice: they shall neither fill the JVM's table of strings nor, by
            // colliding on purpose, fail a body.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
    /** A tree takes some hundred bytes for each token, so there is a limit to how many it may be made of. */
    private static final JsonMapper MAPPER = new JsonMapper(FACTORY.rebuild()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxTokenCount(MAX_TOKENS_OF_A_TREE)
                    .build())
            .build());

    /** Reads one whole document from a parser. */
    interface Reader<T> {
        T read(JsonParser in, byte[] document) throws IOException;
    }

    private static final Charset UTF_32 = Charset.forName("UTF-32");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    private Json() {}

    /**
     * Reads {@code body}; once more as repaired UTF-8 when the first attempt finds no JSON.
     *
     * @throws JsonProcessingException when it is no JSON
     */
    static <T> T read(byte[] body, Reader<T> reader) throws IOException {
        return read(FACTORY, body, reader);
    }

    private static <T> T read(JsonFactory factory, byte[] body, Reader<T> reader) throws IOException {
        byte[] text = utf8(body);
        try (JsonParser in = factory.createParser(text)) {
            return reader.read(in, text);
        } catch (JsonProcessingException e) {
            byte[] repaired = repaired(text);
            if (Arrays.equals(repaired, text)) {
                throw e;
            }
            try (JsonParser in = factory.createParser(repaired)) {
                return reader.read(in, repaired);
            }
        }
    }

    /** Reads one whole document from a parser, but for the alerts that are known to be broken. */
    interface AlertsReader<T> {
        T read(JsonParser in, byte[] document, List<Salvage.Broken> broken) throws IOException;
    }

    /**
     * Reads {@code body} as {@link #read} does; when it is no JSON, what can be saved of its alerts.
     *
     * @param member that holds the array of alerts; null: the body is the array
     * @throws JsonProcessingException when nothing can be saved
     */
    static <T> T readAlerts(byte[] body, String member, AlertsReader<T> reader) throws IOException {
        try {
            return read(FACTORY, body, (in, document) -> reader.read(in, document, List.of()));
        } catch (JsonProcessingException e) {
            Salvage.Saved saved = Salvage.of(repaired(utf8(body)), member, Json::tryAlert);
            if (saved == null) {
                throw e;
            }
            try (JsonParser in = FACTORY.createParser(saved.document())) {
                return reader.read(in, saved.document(), saved.broken());
            }
        }
    }

    private static void tryAlert(byte[] document, int offset, int length) throws IOException {
        try (JsonParser in = FACTORY.createParser(document, offset, length)) {
            in.nextToken();
            AlertFields.read(in, IntakeLimits.DEFAULT);
        }
    }

    /** What stands behind the document that {@code in} has just read; null when that are blanks at most. */
    static Rejected behind(JsonParser in, byte[] document) {
        int end = (int) in.currentLocation().getByteOffset();
        for (int i = end; i < document.length; i++) {
            if (document[i] != ' ' && document[i] != '\n' && document[i] != '\r' && document[i] != '\t') {
                return new Rejected(
                        Rejected.INVALID_JSON,
                        "",
                        "expected one document, found more behind it at byte " + i,
                        Arrays.copyOfRange(document, i, document.length));
            }
        }
        return null;
    }

    private static byte[] repaired(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    /** UTF-16 and UTF-32 as UTF-8: the parser could read them too, but would not know at which byte it is. */
    private static byte[] utf8(byte[] body) {
        Charset other = otherThanUtf8(body);
        return other == null ? body : new String(body, other).getBytes(StandardCharsets.UTF_8);
    }

    /** By the mark in front or by where the zeros are, for JSON begins with ASCII (RFC 4627, 3); null when it is UTF-8. */
    private static Charset otherThanUtf8(byte[] body) {
        if (body.length < 2) {
            return null;
        }
        int first = (body[0] & 0xff) << 8 | (body[1] & 0xff);
        int second = body.length < 4 ? -1 : (body[2] & 0xff) << 8 | (body[3] & 0xff);
        if ((first == 0 && second > 0 && (second == 0xfeff || second < 0x100)) || (first == 0xfffe && second == 0)) {
            return UTF_32;
        }
        if (first == 0xfeff || first == 0xfffe) {
            return StandardCharsets.UTF_16;
        }
        if (first != 0 && first < 0x100) {
            return StandardCharsets.UTF_16BE;
        }
        if (first >= 0x100 && (first & 0xff) == 0) {
            return second == 0 ? UTF_32LE : StandardCharsets.UTF_16LE;
        }
        return null;
    }

    /** {@code body} as a tree; an empty body is the missing node. */
    static JsonNode tree(byte[] body) throws IOException {
        JsonNode tree = read(MAPPER.getFactory(), body, (in, document) -> MAPPER.readTree(in));
        return tree == null ? MAPPER.missingNode() : tree;
    }

    /** The parser's complaint without the source it quotes. */
    static String complaint(JsonProcessingException e) {
        return e.getOriginalMessage()
                + (e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset());
    }
}
