package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The JSON form of one kind of record. Each document begins with {@code "schema": "weir.NAME/MAJOR"}; fields a reader
 * does not know are ignored, so that a major version can grow.
 *
 * @param <T> the record
 */
public final class Wire<T> {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(64 << 20)
                            .build())
                    .build())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new SimpleModule().addKeySerializer(String.class, new ReadableKey()))
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    private static final ObjectReader MEMBERS = MAPPER.readerForListOf(Member.class);
    private static final byte[] TICK_HEAD = utf8("{\"schema\":\"weir.tick/1\"");
    private static final byte[] TICK = utf8("{\"schema\":\"weir.tick/1\"}");
    private static final byte[] FOLD_HEAD = utf8("{\"schema\":\"weir.fold/1\"");

    /** Records of {@link Topics#ALERTS}. */
    public static final Wire<Alert> ALERT = new Wire<>("weir.alert/1", Alert.class, AlertJson::write);
    /** What stands for repeats on {@link Topics#ALERTS}. */
    public static final Wire<Fold> FOLD = new Wire<>("weir.fold/1", Fold.class);
    /** Records of {@link Topics#DIRECTIVES}. */
    public static final Wire<Directive> DIRECTIVE = new Wire<>("weir.directive/1", Directive.class);
    /** Records of {@link Topics#INCIDENTS}. */
    public static final Wire<Incident> INCIDENT = new Wire<>("weir.incident/1", Incident.class, IncidentJson::write);
    /** Records of {@link Topics#INCIDENTS}, for who needs no more of them; not for writing. */
    public static final Wire<IncidentGlance> INCIDENT_GLANCE = new Wire<>("weir.incident/1", IncidentGlance.class);
    /** Records of {@link Topics#REMEDIATIONS}. */
    public static final Wire<Remediation> REMEDIATION = new Wire<>("weir.remediation/1", Remediation.class);
    /** Records of {@link Topics#RECEIPTS}. */
    public static final Wire<Receipt> RECEIPT = new Wire<>("weir.receipt/1", Receipt.class);
    /** Decisions on {@link Topics#DECISIONS}. */
    public static final Wire<Decision> DECISION = new Wire<>("weir.decision/1", Decision.class, DecisionJson::write);
    /** Tallies on {@link Topics#DECISIONS}. */
    public static final Wire<Tally> TALLY = new Wire<>("weir.tally/1", Tally.class);
    /** Records of {@link Topics#DEAD_LETTERS}. */
    public static final Wire<DeadLetter> DEAD_LETTER = new Wire<>("weir.dead-letter/1", DeadLetter.class);

    /** Records of {@link Topics#CONTROL}. */
    public static final Wire<Control> CONTROL = new Wire<>("weir.control/1", Control.class);
    /** Records of {@link Topics#RETRIES}. */
    public static final Wire<Retry> RETRY = new Wire<>("weir.retry/1", Retry.class);

    private final String schema;
    private final Class<T> type;
    private final byte[] head;
    private final ObjectWriter writer;
    private final ObjectReader reader;
    /** Writes the record after the head; null where the general writer is good enough. */
    private final BiFunction<byte[], T, byte[]> quickWriter;

    private Wire(String schema, Class<T> type) {
        this(schema, type, null);
    }

    private Wire(String schema, Class<T> type, BiFunction<byte[], T, byte[]> quickWriter) {
        this.quickWriter = quickWriter;
        this.schema = schema;
        this.type = type;
        this.head = utf8("{\"schema\":\"" + schema + "\"");
        this.writer = MAPPER.writerFor(type);
        this.reader = MAPPER.readerFor(type);
    }

    /**
     * The record as UTF-8 JSON. Map entries are sorted, so equal records give equal bytes; only a map that is sorted by
     * an order of its own keeps that. Half a surrogate pair in a map's key becomes U+FFFD.
     */
    public byte[] write(T value) {
        return quickWriter == null ? writeGenerally(value) : quickWriter.apply(head, value);
    }

    /** {@link #write} by the general writer. */
    byte[] writeGenerally(T value) {
        byte[] body;
        try {
            body = writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as " + schema, e);
        }
        boolean empty = body.length == "{}".length();
        byte[] document = Arrays.copyOf(head, head.length + (empty ? 1 : body.length));
        System.arraycopy(body, 1, document, document.length - body.length + 1, body.length - 1);
        document[head.length] = (byte) (empty ? '}' : ',');
        return document;
    }

    /**
     * Reads one document.
     *
     * @throws IOException when it is no JSON, names another schema, lacks a {@link Required} field, or a field has the
     *     wrong type; the message names the field
     */
    public T read(byte[] document) throws IOException {
        try {
            if (!startsWith(document, head)) {
                JsonNode named = MAPPER.readTree(document).path("schema");
                if (!named.asText().equals(schema)) {
                    throw new IOException("schema: expected \"" + schema + "\", found "
                            + (named.isMissingNode() ? "nothing" : named));
                }
            }
            T plain = plainly(document);
            return plain == null ? reader.readValue(document) : plain;
        } catch (JsonMappingException e) {
            throw new IOException(path(e) + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** What is read most, read the quick way where it has the usual form; null otherwise. */
    private T plainly(byte[] document) throws IOException {
        return type == Alert.class ? type.cast(PlainAlert.read(MAPPER.getFactory(), document)) : null;
    }

    /** A list of members as it stands in an incident's document. */
    static List<Member> members(byte[] json) throws IOException {
        return MEMBERS.readValue(json);
    }

    /** A text as it stands in a document, quotes included. */
    static String text(byte[] json, int from, int length) throws IOException {
        return MAPPER.readValue(json, from, length, String.class);
    }

    /** The name of the schema, {@code weir.NAME/MAJOR}. */
    public String schema() {
        return schema;
    }

    /** The record that says only that time has passed: its meaning is the timestamp of its Kafka record. */
    public static byte[] tick() {
        return TICK.clone();
    }

    /** Whether {@code document} is a {@link #tick()}, be it one that has grown. */
    public static boolean isTick(byte[] document) {
        return startsWith(document, TICK_HEAD);
    }

    /** Whether {@code document} is one of {@link #FOLD}, and so no alert. */
    public static boolean isFold(byte[] document) {
        return startsWith(document, FOLD_HEAD);
    }

    private static boolean startsWith(byte[] document, byte[] head) {
        return document.length > head.length && Arrays.equals(document, 0, head.length, head, 0, head.length);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "document" : path.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code key} with U+FFFD for half a surrogate pair. */
    static String readableKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (Character.isSurrogate(key.charAt(i))) {
                return new String(key.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
            }
        }
        return key;
    }

    /** Parsers refuse names with half a surrogate pair, in values they let it pass: so a name must not have it. */
    private static final class ReadableKey extends JsonSerializer<String> {
        @Override
        public void serialize(String key, JsonGenerator out, SerializerProvider context) throws IOException {
            out.writeFieldName(readableKey(key));
        }
    }
}
