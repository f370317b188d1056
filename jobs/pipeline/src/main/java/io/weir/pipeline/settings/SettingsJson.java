package io.weir.pipeline.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.sink.SecretRef;
import io.weir.sink.awx.AwxOptions;
import io.weir.sink.glpi.GlpiOptions;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Settings as the one JSON document that a job gets as its program argument. A key that is not known, or a value of the
 * wrong type, is refused with its path. Secrets are references only, {@code env:NAME} or {@code file:/path}, because
 * program arguments can be read by others.
 */
public final class SettingsJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addMixIn(GlpiOptions.class, GlpiShape.class)
            .addMixIn(AwxOptions.class, AwxShape.class)
            .addMixIn(SecretRef.class, SecretShape.class)
            .build();
    private static final String ARGUMENT = "--settings";

    private SettingsJson() {}

    /**
     * Reads settings.
     *
     * @throws IllegalArgumentException with the path of the key and what was expected
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            T settings = MAPPER.readValue(json, type);
            Check.present("settings", settings);
            return settings;
        } catch (JsonProcessingException e) {
            // Without the cause: its message can quote the document.
            throw new IllegalArgumentException("settings: " + explain(e));
        }
    }

    /**
     * Reads the settings of a job from its program arguments, {@code --settings JSON}.
     *
     * @throws IllegalArgumentException when the arguments are others, or as {@link #read}
     */
    public static <T> T fromArguments(String[] arguments, Class<T> type) {
        if (arguments.length != 2 || !arguments[0].equals(ARGUMENT)) {
            throw new IllegalArgumentException("expected exactly two arguments: " + ARGUMENT + " JSON");
        }
        return read(arguments[1], type);
    }

    /**
     * The document that {@link #read} reads.
     *
     * @throws IllegalArgumentException when a secret stands in the settings literally
     */
    public static String write(Object settings) {
        try {
            return MAPPER.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("settings: " + explain(e));
        }
    }

    private static String explain(JsonProcessingException problem) {
        if (!(problem instanceof JsonMappingException mapping)) {
            return "not JSON: " + problem.getOriginalMessage();
        }
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() != null ? step.getFieldName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."));
        if (mapping instanceof UnrecognizedPropertyException unknown) {
            return path + ": not known, expected one of " + unknown.getKnownPropertyIds();
        }
        Throwable cause = mapping.getCause();
        return cause instanceof IllegalArgumentException
                ? cause.getMessage()
                : path + ": " + mapping.getOriginalMessage();
    }

    @JsonDeserialize(converter = GlpiJson.Read.class)
    @JsonSerialize(converter = GlpiJson.Write.class)
    private interface GlpiShape {}

    @JsonDeserialize(converter = AwxJson.Read.class)
    @JsonSerialize(converter = AwxJson.Write.class)
    private interface AwxShape {}

    @JsonDeserialize(using = SecretReader.class)
    @JsonSerialize(using = SecretWriter.class)
    private interface SecretShape {}

    private static final class SecretReader extends JsonDeserializer<SecretRef> {
        @Override
        public SecretRef deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getValueAsString("");
            if (text.startsWith("env:")) {
                return SecretRef.environment(text.substring("env:".length()));
            }
            if (text.startsWith("file:")) {
                return SecretRef.file(text.substring("file:".length()));
            }
            throw new JsonMappingException(in, "expected env:NAME or file:/path");
        }
    }

    private static final class SecretWriter extends JsonSerializer<SecretRef> {
        @Override
        public void serialize(SecretRef secret, JsonGenerator out, SerializerProvider context) throws IOException {
            if (secret.kind() == SecretRef.Kind.LITERAL) {
                throw new JsonMappingException(out, "a literal secret cannot be a program argument");
            }
            out.writeString(secret.toString());
        }
    }
}
