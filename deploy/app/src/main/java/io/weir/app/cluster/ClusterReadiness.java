package io.weir.app.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Waits until a local cluster takes jobs and records. */
final class ClusterReadiness {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_MS = 200;
    private static final int LAST_LINES = 5;

    private final ClusterPlan plan;
    private final ClusterState state;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    ClusterReadiness(ClusterPlan plan, ClusterState state) {
        this.plan = plan;
        this.state = state;
    }

    /** Where a part of the cluster in {@code folder} writes its log. */
    static Path log(Path folder, String part) {
        return folder.resolve("logs").resolve(part + ".log");
    }

    /** @throws CommandFailure when a part has ended, or some do not answer in time */
    void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!(taskManagers() >= plan.taskManagers() && kafkaAnswers())) {
            for (ClusterState.Part part : state.parts()) {
                if (part.alive() == null) {
                    throw new CommandFailure(
                            ExitCode.FAILED, part.name() + " ended: " + String.join(" | ", lastLines(part.name())));
                }
            }
            if (System.nanoTime() > end) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the cluster does not answer after " + PATIENCE.toSeconds() + " s; its logs are in "
                                + plan.folder().resolve("logs"));
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private int taskManagers() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(state.flink() + "/overview"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? new JsonMapper()
                            .readTree(response.body())
                            .path("taskmanagers")
                            .asInt()
                    : 0;
        } catch (IOException notYet) {
            return 0;
        }
    }

    private boolean kafkaAnswers() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", state.kafka(), "default.api.timeout.ms", 5000, "request.timeout.ms", 5000))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    private List<String> lastLines(String part) throws IOException {
        List<String> lines = Files.readAllLines(log(plan.folder(), part), StandardCharsets.UTF_8);
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }
}
