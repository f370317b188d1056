package io.weir.sink.awx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.schema.Remediation;
import io.weir.sink.Fixtures;
import io.weir.sink.JobState;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.SecretRef;
import io.weir.sink.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that the sandbox does not give. */
class AwxRawServerTest {
    private static final Remediation AUTO = Fixtures.remediation("rem-1", Remediation.Mode.AUTO);

    private final Map<String, String> bodies = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private HttpServer server;
    private int status = 200;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRedirectIsAnErrorThatNamesTheSlash() {
        status = 301;
        try (AwxRunner runner = AwxRunner.create(options(SecretRef.literal("t")))) {
            assertThat(runner.launch(AUTO, LaunchGate.OPEN))
                    .isInstanceOfSatisfying(LaunchOutcome.Refused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo("redirect");
                        assertThat(refused.detail()).contains("slash");
                    });
        }
        assertThat(tokens).hasSize(1);
    }

    @Test
    void aTokenThatWasRotatedDuringTheCallIsReadAgainOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "old");
        bodies.put("/api/v2/jobs/", "{\"results\":[{\"id\":5,\"status\":\"running\"}]}");
        bodies.put("rotate", file.toString());
        try (AwxRunner runner = AwxRunner.create(options(SecretRef.file(file.toString())))) {
            assertThat(runner.poll("5", AUTO).status()).isEqualTo("running");
        }
        assertThat(tokens).containsExactly("Bearer old", "Bearer new");
    }

    @Test
    void theFailingTaskIsNamed() {
        bodies.put(
                "/api/v2/jobs/5/",
                "{\"id\":5,\"status\":\"failed\",\"event_processing_finished\":true,\"limit\":\"web-01\"}");
        bodies.put("/api/v2/jobs/5/job_host_summaries/", "{\"results\":[]}");
        bodies.put("/api/v2/jobs/5/job_events/", """
                {"results":[{"event":"runner_on_failed","task":"restart nginx","host_name":"web-01",
                "event_data":{"res":{"msg":"unit not found, token=abc"}}}]}
                """);
        bodies.put("/api/v2/jobs/5/stdout/", "\"\"");
        try (AwxRunner runner = AwxRunner.create(options(SecretRef.literal("t")))) {
            JobState state = runner.poll("5", AUTO);
            assertThat(state.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(state.detail()).contains("Task \"restart nginx\" failed on web-01: unit not found, token=***");
        }
    }

    @Test
    void resultsThatAreStillBeingWrittenAreWaitedForButNotForEver() {
        String job = "{\"id\":5,\"status\":\"successful\",\"event_processing_finished\":false,\"limit\":\"web-01\","
                + "\"finished\":\"%s\"}";
        bodies.put("/api/v2/jobs/5/job_host_summaries/", "{\"results\":[]}");
        try (AwxRunner runner = AwxRunner.create(options(SecretRef.literal("t")))) {
            bodies.put("/api/v2/jobs/5/", String.format(job, java.time.Instant.now()));
            assertThat(runner.poll("5", AUTO).finished()).isFalse();
            bodies.put(
                    "/api/v2/jobs/5/",
                    String.format(job, java.time.Instant.now().minusSeconds(15)));
            assertThat(runner.poll("5", AUTO).verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    private AwxOptions options(SecretRef token) {
        return AwxOptions.of(
                "http://127.0.0.1:" + server.getAddress().getPort(),
                new AwxOptions.Bearer(token),
                Map.of("acme", new AwxOptions.Tenant("Default", Set.of("*"))));
    }

    private void answer(HttpExchange exchange) {
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        tokens.add(token);
        String body = bodies.getOrDefault(exchange.getRequestURI().getPath(), "{}");
        try (exchange) {
            int code = token.equals("Bearer old") ? 401 : status;
            if (code == 401) {
                Files.writeString(Path.of(bodies.get("rotate")), "new");
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Location", "/api/v2/jobs/");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
