package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the JSON of other systems. Bytes that are no UTF-8 become U+FFFD, as in Alertmanager itself. */
final class Json {
    private static final Charset UTF_32 = Charset.forName("UTF-32");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final int MAX_STRING = 64 << 20;
    private static final int MAX_TOKENS_OF_A_TREE = 100_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
            // Label names are the senders' choice: they shall neither fill the JVM's table of strings nor, by
            // colliding on purpose, fail a body.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // It gets UTF-8; what it takes for another encoding fails in other ways, and at no byte that it knows.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
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

    /** Reads one whole document from a parser, but for what is known to be broken. */
    interface AlertsReader<T> {
        T read(JsonParser in, Salvage.Saved saved) throws IOException;
    }

    /**
     * Reads {@code body} as {@link #read} does; when it is no JSON, what can be saved of its alerts.
     *
     * @param member that holds the array of alerts; null: the body is the array
     * @throws JsonProcessingException when nothing can be saved
     */
    static <T> T readAlerts(byte[] body, String member, IntakeLimits limits, AlertsReader<T> reader)
            throws IOException {
        try {
            return read(FACTORY, body, (in, document) -> reader.read(in, Salvage.Saved.all(document)));
        } catch (JsonProcessingException e) {
            Salvage.Saved saved = Salvage.of(
                    repaired(utf8(body)),
                    member,
                    (document, offset, length) -> isAlert(document, offset, length, limits));
            if (saved == null) {
                throw e;
            }
            try (JsonParser in = FACTORY.createParser(saved.document())) {
                return reader.read(in, saved);
            }
        }
    }

    private static boolean isAlert(byte[] document, int offset, int length, IntakeLimits limits) throws IOException {
        try (JsonParser in = FACTORY.createParser(document, offset, length)) {
            in.nextToken();
            return AlertFields.read(in, limits).faultField == null;
        }
    }

    /** Whether a parser gets to the end of the value that {@code document} begins with. */
    static boolean isReadable(byte[] document) throws IOException {
        try (JsonParser in = FACTORY.createParser(document)) {
            in.nextToken();
            in.skipChildren();
            return true;
        } catch (JsonProcessingException e) {
            return false;
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

    /** What is in UTF-16 or UTF-32, or begins with a byte order mark, as plain UTF-8. */
    private static byte[] utf8(byte[] body) {
        if (body.length >= 3 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb && body[2] == (byte) 0xbf) {
            return Arrays.copyOfRange(body, 3, body.length);
        }
        Charset encoding = encoding(body);
        return encoding == null ? body : new String(body, encoding).getBytes(StandardCharsets.UTF_8);
    }

    /** UTF-16 or UTF-32 by its mark or its first character, which is ASCII in JSON; null when it is neither. */
    private static Charset encoding(byte[] body) {
        if (body.length < 2) {
            return null;
        }
        boolean four = body.length >= 4;
        if (four && body[0] == 0 && body[1] == 0) {
            return UTF_32;
        }
        int mark = (body[0] & 0xff) << 8 | (body[1] & 0xff);
        if (four && body[2] == 0 && body[3] == 0 && (mark == 0xfffe || (body[0] != 0 && body[1] == 0))) {
            return mark == 0xfffe ? UTF_32 : UTF_32LE;
        }
        if (mark == 0xfeff || mark == 0xfffe) {
            return StandardCharsets.UTF_16;
        }
        if (body[0] == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return body[1] == 0 ? StandardCharsets.UTF_16LE : null;
    }

    /**
     * {@code body} as a tree; an empty body is the missing node.
     *
     * @throws JsonProcessingException when it is no JSON, or more than one document
     */
    static JsonNode tree(byte[] body) throws IOException {
        JsonNode tree = read(MAPPER.getFactory(), body, (in, document) -> {
            JsonNode first = MAPPER.readTree(in);
            Rejected behind = behind(in, document);
            if (behind != null) {
                throw new JsonParseException(in, behind.detail());
            }
            return first;
        });
        return tree == null ? MAPPER.missingNode() : tree;
    }

    /** The parser's complaint without the source it quotes. */
    static String complaint(JsonProcessingException e) {
        return e.getOriginalMessage()
                + (e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset());
    }
}
