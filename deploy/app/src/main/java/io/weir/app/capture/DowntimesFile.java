package io.weir.app.capture;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.bridge.http.DowntimeReader;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Downtimes to try: JSON objects as they are posted to the bridge or listed by it, one after the other, in an array, or
 * in {@code {"downtimes": […]}}. One that names a {@code tenant} is for that tenant, others are for all.
 */
public final class DowntimesFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonParser.Feature.ALLOW_COMMENTS).build();

    /** Stands for all tenants while they are not known. */
    public static final String EVERY_TENANT = "*";

    private final Path file;
    private final List<String> tenants;
    private final List<String> directives = new ArrayList<>();
    private int count;

    private DowntimesFile(Path file, List<String> tenants) {
        this.file = file;
        this.tenants = tenants;
    }

    /**
     * Reads a file.
     *
     * @param tenants whom a downtime without a tenant is for
     * @return documents {@code weir.directive/1}
     * @throws CommandFailure when it cannot be read; the message names the downtime and the field
     */
    public static List<String> read(Path file, List<String> tenants) {
        DowntimesFile downtimes = new DowntimesFile(file, tenants);
        try (MappingIterator<JsonNode> documents =
                JSON.readerFor(JsonNode.class).readValues(Files.readAllBytes(file))) {
            while (documents.hasNext()) {
                downtimes.take(documents.next());
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof CommandFailure failure) {
                throw failure;
            }
            throw new CommandFailure(
                    ExitCode.USAGE, "--downtimes: cannot read " + file + " as JSON: " + e.getMessage(), e);
        }
        return downtimes.directives;
    }

    private void take(JsonNode document) {
        if (document.isArray()) {
            document.forEach(this::take);
        } else if (document.path("downtimes").isArray()) {
            document.path("downtimes").forEach(this::take);
        } else if (document instanceof ObjectNode downtime) {
            one(downtime);
        } else {
            throw new CommandFailure(
                    ExitCode.USAGE, "--downtimes: " + file + ": expected JSON objects, found " + document);
        }
    }

    private void one(ObjectNode document) {
        String place = file + ": downtime " + ++count;
        Downtime downtime;
        try {
            downtime = DowntimeReader.read(document, "d" + count);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--downtimes: " + place + ": " + e.getMessage(), e);
        }
        String owner = document.path("tenant").textValue();
        if (owner == null && tenants.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--downtimes: " + place
                            + ": tenant: expected a name, or --tenant, or --config to know all tenants");
        }
        for (String tenant : owner == null ? tenants : List.of(owner)) {
            directives.add(document(new Directive(
                    Directive.Kind.DOWNTIME,
                    tenant,
                    downtime.id(),
                    null,
                    null,
                    downtime,
                    null,
                    null,
                    downtime.author())));
        }
    }

    private static String document(Directive directive) {
        return new String(Wire.DIRECTIVE.write(directive), StandardCharsets.UTF_8);
    }

    /** The documents with tenants in the place of {@link #EVERY_TENANT}. */
    public static List<String> forTenants(List<String> documents, List<String> tenants) {
        List<String> all = new ArrayList<>();
        for (String document : documents) {
            Directive directive = directive(document);
            if (directive.tenant().equals(EVERY_TENANT)) {
                tenants.forEach(tenant -> all.add(document(new Directive(
                        directive.kind(),
                        tenant,
                        directive.id(),
                        null,
                        null,
                        directive.downtime(),
                        null,
                        null,
                        directive.author()))));
            } else {
                all.add(document);
            }
        }
        return all;
    }

    private static Directive directive(String document) {
        try {
            return Wire.DIRECTIVE.read(document.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
