package io.weir.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The recorded storm: what was posted when, beginning at {@link #BEGAN}. */
final class Storm {
    /** The instant that the offsets and times of the recording count from. */
    static final Instant BEGAN = Instant.parse("2026-11-20T12:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORDING = "storm.jsonl";

    private Storm() {}

    /**
     * One request.
     *
     * @param at offset from the beginning
     * @param tenant whose token it is posted with
     * @param route path at the bridge
     * @param what it tells, for people
     * @param body as recorded
     * @param onceRemediated whether it waits for the remediation's job to succeed
     */
    record Post(Duration at, String tenant, String route, String what, String body, boolean onceRemediated) {}

    /** All requests in the order of their time; those of a second Alertmanager are among them. */
    static List<Post> posts() {
        List<Post> posts = new ArrayList<>();
        try (InputStream in = Storm.class.getResourceAsStream(RECORDING);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(JSON.readTree(line), posts);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recording " + RECORDING + " cannot be read", e);
        }
        posts.sort(Comparator.comparing(Post::at));
        return posts;
    }

    private static void read(JsonNode line, List<Post> posts) {
        Post post = new Post(
                Duration.ofMillis(line.path("at").asLong()),
                line.path("tenant").asText(),
                line.path("route").asText(),
                line.path("what").asText(),
                line.has("text")
                        ? line.path("text").asText()
                        : line.path("body").toString(),
                line.path("when").asText().equals("remediated"));
        posts.add(post);
        JsonNode again = line.path("again");
        if (again.isObject()) {
            ObjectNode body = line.path("body").deepCopy();
            body.set("externalURL", again.path("externalURL"));
            posts.add(new Post(
                    post.at.plusMillis(again.path("after").asLong()),
                    post.tenant,
                    post.route,
                    post.what + ", again from the second Alertmanager",
                    body.toString(),
                    post.onceRemediated));
        }
    }
}
