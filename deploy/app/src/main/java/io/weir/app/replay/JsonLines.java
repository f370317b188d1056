package io.weir.app.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.capture.CaptureFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/** A file with one JSON object per line, plain or gzipped; what is wrong is told with file, line and field. */
final class JsonLines {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonLines() {}

    /** One line; its fields are asked for by name. */
    record Line(Path file, long number, JsonNode fields) {
        /** The text of a field that must be there. */
        String text(String field) {
            JsonNode value = fields.path(field);
            if (!value.isTextual()) {
                throw wrong(field, "expected a string");
            }
            return value.textValue();
        }

        Instant time(String field) {
            try {
                return Instant.parse(text(field));
            } catch (DateTimeException e) {
                throw wrong(field, "expected a time like 2026-03-02T06:00:00.264Z, found " + text(field));
            }
        }

        CommandFailure wrong(String field, String problem) {
            return new CommandFailure(ExitCode.USAGE, file + ":" + number + ": " + field + ": " + problem);
        }
    }

    /** Takes lines. */
    interface Consumer {
        void accept(Line line) throws IOException;
    }

    /**
     * Hands over all lines.
     *
     * @throws CommandFailure when the file cannot be read, or a line is no JSON object
     */
    static void read(Path file, Consumer consumer) {
        try (BufferedReader lines = CaptureFiles.text(file)) {
            long number = 0;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                if (!text.isBlank()) {
                    consumer.accept(line(file, number, text));
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Line line(Path file, long number, String text) {
        try {
            JsonNode fields = JSON.readTree(text);
            if (fields.isObject()) {
                return new Line(file, number, fields);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ":" + number + ": no JSON: " + e.getMessage(), e);
        }
        throw new CommandFailure(ExitCode.USAGE, file + ":" + number + ": expected a JSON object");
    }
}
