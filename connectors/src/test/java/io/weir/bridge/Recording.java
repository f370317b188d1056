package io.weir.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request as a real system sent it.
 *
 * @param name folder and file
 * @param contentType of the request; null when it had none
 * @param chunked whether it came without a length
 * @param body its bytes
 * @param tree the body as JSON, the missing node when it is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Recording(String name, String contentType, boolean chunked, byte[] body, JsonNode tree) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One recording, for example {@code uptime-kuma/down-port}. */
    public static Recording of(String name) {
        return read(folder("").resolve(name + ".json"), name);
    }

    /** All recordings of a folder. */
    public static List<Recording> all(String folder) {
        try (Stream<Path> files = Files.list(folder(folder))) {
            return files.sorted()
                    .map(file -> read(
                            file, folder + "/" + file.getFileName().toString().replace(".json", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The requests of a stream, in time order. */
    public static List<Recording> stream(String name) {
        List<Recording> requests = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(folder("streams").resolve(name + ".jsonl"))) {
                JsonNode request = MAPPER.readTree(line);
                byte[] body = request.path("body").asText().getBytes(StandardCharsets.UTF_8);
                requests.add(of(name + " " + request.path("t").asText(), request, body));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return requests;
    }

    private static Recording read(Path file, String name) {
        try {
            JsonNode recording = MAPPER.readTree(file.toFile());
            JsonNode raw = recording.path("body_raw");
            JsonNode body = recording.path("body");
            byte[] bytes = raw.isTextual()
                    ? raw.textValue().getBytes(StandardCharsets.UTF_8)
                    : body.isTextual()
                            ? body.textValue().getBytes(StandardCharsets.UTF_8)
                            : MAPPER.writeValueAsBytes(body);
            return of(name, recording.path("request"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording of(String name, JsonNode request, byte[] body) {
        JsonNode headers = request.path("headers");
        String contentType =
                headers.path("Content-Type").asText(headers.path("content-type").asText(null));
        JsonNode tree;
        try {
            tree = MAPPER.readTree(body);
        } catch (IOException e) {
            tree = MAPPER.missingNode();
        }
        return new Recording(name, contentType, headers.has("Transfer-Encoding"), body, tree);
    }

    private static Path folder(String name) {
        try {
            return Path.of(Recording.class.getResource("/recordings").toURI()).resolve(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
