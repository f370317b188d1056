package io.weir.app.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Flink's REST API: the part that takes a job, and what {@link FlinkJobs} asks with. */
public final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    /** The type that Flink gives to a savepoint after which the job ends. */
    private static final String AT_STOP = "SYNC_SAVEPOINT";

    private final URI flink;

    /** @param flink address of the web interface */
    public FlinkRest(URI flink) {
        String text = flink.toString();
        this.flink = URI.create(text.endsWith("/") ? text : text + "/");
    }

    /**
     * Uploads a jar, and returns Flink's id for it.
     *
     * @throws CommandFailure when Flink does not answer or does not want it
     */
    public String upload(Path jar) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        String head =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"weir.jar\"\r\n"
                        + "Content-Type: application/x-java-archive\r\n\r\n";
        HttpRequest request = request("jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(jar),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .build();
        String stored = send(request).path("filename").asText();
        return stored.substring(stored.lastIndexOf('/') + 1);
    }

    /**
     * Starts a job from an uploaded jar, and returns the job's id.
     *
     * @param savepoint where it goes on from; empty to begin at the start
     * @throws CommandFailure when Flink does not answer or the job does not start
     */
    public String run(
            String jarId, String mainClass, List<String> arguments, int parallelism, Optional<String> savepoint)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("entryClass", mainClass).put("parallelism", parallelism);
        arguments.forEach(body.putArray("programArgsList")::add);
        savepoint.ifPresent(path -> body.put("savepointPath", path));
        HttpRequest request = request("jars/" + jarId + "/run")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return send(request).path("jobid").asText();
    }

    /**
     * How a job is, in Flink's words: {@code RUNNING}, {@code FINISHED}, {@code FAILED} …
     *
     * @throws CommandFailure when Flink does not answer or does not know the job
     */
    public String state(String jobId) throws InterruptedException {
        return send(request("jobs/" + jobId).GET().build()).path("state").asText();
    }

    /**
     * The savepoint with which a job was stopped; empty when it was not.
     *
     * @throws CommandFailure when Flink does not answer or does not know the job
     */
    public Optional<String> savepointAtStop(String jobId) throws InterruptedException {
        JsonNode last = send(request("jobs/" + jobId + "/checkpoints").GET().build())
                .path("latest")
                .path("savepoint");
        return last.path("checkpoint_type").asText().equals(AT_STOP)
                        && last.path("status").asText().equals("COMPLETED")
                ? Optional.of(last.path("external_path").asText())
                : Optional.empty();
    }

    /** A request to {@code path}, which has no slash at its beginning. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(flink.resolve(path)).timeout(Duration.ofMinutes(2));
    }

    /**
     * The answer to a request.
     *
     * @throws CommandFailure when Flink does not answer or refuses
     */
    JsonNode send(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode body = body(response);
            if (response.statusCode() / 100 != 2) {
                throw new CommandFailure(
                        ExitCode.FAILED, "Flink refused (" + response.statusCode() + "): " + reason(body));
            }
            return body;
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new CommandFailure(ExitCode.FAILED, "Flink at " + flink + " does not answer: " + why, e);
        }
    }

    private JsonNode body(HttpResponse<String> response) {
        try {
            JsonNode body = response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.FAILED, stranger(response), e);
        }
        throw new CommandFailure(ExitCode.FAILED, stranger(response));
    }

    private String stranger(HttpResponse<String> response) {
        return "what answers at " + flink + " (" + response.statusCode() + ") is not Flink's REST API";
    }

    private static String reason(JsonNode body) {
        return lastCause(
                body.path("errors").path(body.path("errors").size() - 1).asText(body.toString()));
    }

    /** The last cause in Flink's stack trace says most. */
    static String lastCause(String trace) {
        return trace.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, second) -> second)
                .map(line -> line.substring("Caused by: ".length()))
                .orElseGet(() -> trace.lines().findFirst().orElse(trace));
    }
}
