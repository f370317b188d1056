package io.weir.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.weir.app.CommandFailure;
import io.weir.app.submit.FlinkRest;
import io.weir.schema.rules.RuleBookParser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay asks of a Flink cluster. */
class ClusterReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final List<JsonNode> runs = new CopyOnWriteArrayList<>();
    private HttpServer flink;

    @BeforeEach
    void start() throws Exception {
        flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        flink.createContext("/jars/", exchange -> {
            byte[] asked = exchange.getRequestBody().readAllBytes();
            boolean run = exchange.getRequestURI().getPath().endsWith("/run");
            if (run) {
                runs.add(JSON.readTree(asked));
            }
            byte[] answer = (run ? "{\"jobid\":\"job-" + runs.size() + "\"}" : "{\"filename\":\"/tmp/a_weir.jar\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        flink.start();
        new LabelledStorms(2, 2, 600_000, 5, 0, 1).write(folder);
    }

    @AfterEach
    void stop() {
        flink.stop(0);
    }

    @Test
    void aReplayGoesOnFromASavepointWhereItWasBegun() throws Exception {
        submit(Optional.empty());
        Path said =
                Files.createDirectories(folder.resolve("out/.work/before/raw")).resolve("part");
        Files.writeString(said, "what it said before the savepoint");
        assertThat(submit(Optional.of("file:/savepoints/one")).jobs()).containsExactly("job-2");
        assertThat(runs.get(1).path("savepointPath").asText()).isEqualTo("file:/savepoints/one");
        assertThat(said).exists();
    }

    @Test
    void andNowhereElse() {
        assertThatThrownBy(() -> submit(Optional.of("file:/savepoints/one")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("holds no replay that was begun");
        assertThat(runs).isEmpty();
    }

    @Test
    void orBeginsAtTheStart() throws Exception {
        submit(Optional.empty());
        assertThat(runs)
                .singleElement()
                .satisfies(run -> assertThat(run.has("savepointPath")).isFalse());
    }

    private ClusterReplay submit(Optional<String> savepoint) throws Exception {
        URI web = URI.create("http://127.0.0.1:" + flink.getAddress().getPort());
        ReplayPlan plan = new ReplayPlan(
                folder.resolve("capture.jsonl").toString(),
                null,
                0,
                null,
                null,
                new ReplayPlan.Book("default", RuleBookParser.defaultBookYaml(), true),
                null,
                null,
                2_000,
                10);
        Path jar = Files.writeString(folder.resolve("weir-job.jar"), "jar");
        return ClusterReplay.submit(folder.resolve("out"), plan, Map.of(), new FlinkRest(web), web, jar, 2, savepoint);
    }
}
