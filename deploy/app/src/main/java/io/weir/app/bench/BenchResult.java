package io.weir.app.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The outcome of the benchmark, {@code bench.json}.
 *
 * @param machine what it ran on
 * @param commit the code that was measured, {@code +} at its end when it had changes; {@code unknown} outside git
 * @param at when it ended, ISO 8601
 * @param quick whether it only tried that everything works
 * @param rows in the order in which they were measured
 * @param missed parts that could not be measured, or not to their end; empty when all went well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchResult(
        String machine, String commit, String at, boolean quick, List<Row> rows, List<Missed> missed) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public BenchResult {
        rows = List.copyOf(rows);
        missed = missed == null ? List.of() : List.copyOf(missed);
    }

    /**
     * A part that failed.
     *
     * @param rows of this part, those that are known all the same included
     * @param reason what was thrown
     */
    public record Missed(List<String> rows, String reason) {
        public Missed {
            rows = List.copyOf(rows);
        }
    }

    /** Writes it. */
    public void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    /** Reads one. */
    public static BenchResult read(Path file) throws IOException {
        return JSON.readValue(Files.readString(file), BenchResult.class);
    }
}
