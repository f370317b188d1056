package io.weir.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.weir.schema.Alert;
import io.weir.schema.Control;
import io.weir.schema.DeadLetter;
import io.weir.schema.Decision;
import io.weir.schema.Directive;
import io.weir.schema.Fold;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.schema.Tally;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The schemas of the module by the name of their record, as files and as validators. */
final class JsonSchemas {
    static final Path FOLDER = Path.of("json");
    static final Map<String, Wire<?>> WIRES = Map.ofEntries(
            Map.entry("fold", Wire.FOLD),
            Map.entry("alert", Wire.ALERT),
            Map.entry("directive", Wire.DIRECTIVE),
            Map.entry("incident", Wire.INCIDENT),
            Map.entry("remediation", Wire.REMEDIATION),
            Map.entry("receipt", Wire.RECEIPT),
            Map.entry("decision", Wire.DECISION),
            Map.entry("tally", Wire.TALLY),
            Map.entry("dead-letter", Wire.DEAD_LETTER),
            Map.entry("control", Wire.CONTROL),
            Map.entry("retry", Wire.RETRY));
    static final Map<String, Class<? extends Record>> RECORDS = Map.ofEntries(
            Map.entry("fold", Fold.class),
            Map.entry("alert", Alert.class),
            Map.entry("directive", Directive.class),
            Map.entry("incident", Incident.class),
            Map.entry("remediation", Remediation.class),
            Map.entry("receipt", Receipt.class),
            Map.entry("decision", Decision.class),
            Map.entry("tally", Tally.class),
            Map.entry("dead-letter", DeadLetter.class),
            Map.entry("control", Control.class),
            Map.entry("retry", Retry.class));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig ASSERTING =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private JsonSchemas() {}

    static Set<ValidationMessage> validate(String record, JsonNode document) {
        JsonSchema schema = FACTORY.getSchema(tree(file(FOLDER, record)), ASSERTING);
        return schema.validate(document);
    }

    static Path file(Path folder, String record) {
        return folder.resolve("weir." + record + ".v1.schema.json");
    }

    /** The files of a folder whose names end so, sorted by name. */
    static Map<String, Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, Path> byName = new TreeMap<>();
            files.filter(file -> file.toString().endsWith(suffix))
                    .forEach(file -> byName.put(file.getFileName().toString(), file));
            return byName;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static JsonNode tree(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
