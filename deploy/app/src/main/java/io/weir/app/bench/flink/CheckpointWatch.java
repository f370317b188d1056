package io.weir.app.bench.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The checkpoints of a job, as Flink tells them. It remembers the last ten, so it has to be asked now and then, and what it
 * says may be three seconds old.
 */
final class CheckpointWatch {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final TreeMap<Long, Completed> seen = new TreeMap<>();

    /** A checkpoint: when it began, milliseconds since the epoch; how long it took; how much state it covers. */
    record Completed(long beganAt, long millis, long bytes) {}

    /** Of the job, of the cluster at {@code web}. */
    CheckpointWatch(URI web, String job) {
        address = web.resolve("/jobs/" + job + "/checkpoints");
    }

    /**
     * Asks.
     *
     * @throws IllegalStateException when the job went on from one: then it has worked on some of its input twice
     */
    void look() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        JsonNode all = JSON.readTree(answer.body());
        if (all.at("/counts/restored").asLong() > 0) {
            throw new IllegalStateException("the job has failed and gone on");
        }
        for (JsonNode one : all.path("history")) {
            if (one.path("status").asText().equals("COMPLETED")) {
                seen.put(
                        one.path("id").asLong(),
                        new Completed(
                                one.path("trigger_timestamp").asLong(),
                                one.path("end_to_end_duration").asLong(),
                                one.path("state_size").asLong()));
            }
        }
    }

    /** Those that began between two instants, milliseconds since the epoch, the quickest first. */
    List<Completed> between(long from, long to) {
        return seen.values().stream()
                .filter(one -> one.beganAt() >= from && one.beganAt() <= to)
                .sorted(Comparator.comparingLong(Completed::millis))
                .toList();
    }

    /** State that the last one covers, bytes; 0 when there is none. */
    long bytes() {
        return seen.isEmpty() ? 0 : seen.lastEntry().getValue().bytes();
    }
}
