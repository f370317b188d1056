package io.weir.app.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The JSON of run folders: fields in the order of their records, nulls told, maps sorted, so equal means equal bytes. */
final class RunJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private RunJson() {}

    /** One line, without its end. */
    static byte[] bytes(Object record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** What this class wrote before. */
    static <T> T read(byte[] line, Class<T> type) throws IOException {
        return MAPPER.readValue(line, type);
    }

    /** A whole document for people too: indented, and there as a whole or not at all. */
    static void writeDocument(Path file, Object document) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName());
        Files.writeString(unfinished, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
