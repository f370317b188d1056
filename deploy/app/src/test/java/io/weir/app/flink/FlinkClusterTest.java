package io.weir.app.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.config.FlinkConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void goesOnFromWhereItWasStopped() {
        AtomicLong first = CountingJob.lowest("first");
        AtomicLong second = CountingJob.lowest("second");
        try (FlinkCluster cluster = start(0)) {
            RunningJob job = cluster.run(counting("first"));
            await().atMost(PATIENCE).until(() -> CountingJob.highest("first").get() >= 50);
            job.stop(PATIENCE);
            assertThat(job.ended()).succeedsWithin(PATIENCE);
        }
        assertThat(first).hasValue(1);
        long reached = CountingJob.highest("first").get();
        try (FlinkCluster cluster = start(0)) {
            cluster.run(counting("second"));
            await().atMost(PATIENCE).until(() -> second.get() != Long.MAX_VALUE);
        }
        assertThat(second).hasValue(reached + 1);
    }

    @Test
    void goesOnFromItsLastCheckpointWhenItWasNotStopped() {
        try (FlinkCluster cluster = start(0)) {
            cluster.run(counting("killed"));
            await().atMost(PATIENCE).until(() -> CountingJob.highest("killed").get() > 0);
            // the next one may have begun before that
            awaitCheckpoint();
            awaitCheckpoint();
        }
        try (FlinkCluster cluster = start(0)) {
            cluster.run(counting("again"));
            await().atMost(PATIENCE).until(() -> CountingJob.lowest("again").get() != Long.MAX_VALUE);
        }
        assertThat(CountingJob.lowest("again").get())
                .isGreaterThan(1)
                .isLessThanOrEqualTo(CountingJob.highest("killed").get() + 1);
    }

    private void awaitCheckpoint() {
        Path checkpoints = folder.resolve("checkpoints");
        Optional<?> before = RestorePoint.newest(checkpoints);
        await().atMost(PATIENCE).until(() -> !RestorePoint.newest(checkpoints).equals(before));
    }

    @Test
    void neverBeginsAtTheStartWhenItsCheckpointCannotBeRead() throws IOException {
        Path metadata = folder.resolve("checkpoints/run/chk-7/_metadata");
        Files.createDirectories(metadata.getParent());
        Files.writeString(metadata, "no checkpoint at all");
        try (FlinkCluster cluster = start(0)) {
            RunningJob job = cluster.run(counting("unreadable"));
            assertThat(job.ended().orTimeout(30, TimeUnit.SECONDS))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(JobFailedException.class)
                    .withMessageContaining("the job test-job failed");
        }
        assertThat(CountingJob.lowest("unreadable")).hasValue(Long.MAX_VALUE);
        assertThat(metadata).hasContent("no checkpoint at all");
    }

    @Test
    void tellsWhyAJobFailedForGood() {
        Configuration settings = new Configuration();
        settings.setString("restart-strategy.type", "none");
        try (FlinkCluster cluster = start(0)) {
            RunningJob job = cluster.run(new JobDefinition(
                    "test-job", folder.resolve("checkpoints"), settings, CountingJob.failing("the disk is full")));
            assertThatThrownBy(() -> job.ended().orTimeout(30, TimeUnit.SECONDS).join())
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("the disk is full")
                    .cause()
                    .hasMessage("the job test-job failed: the disk is full");
        }
    }

    @Test
    void showsItsWebInterfaceAndItsMetricsOnLoopbackOnly() throws IOException, InterruptedException {
        try (FlinkCluster cluster = start(0)) {
            cluster.run(counting("seen"));
            await().atMost(PATIENCE).until(() -> CountingJob.highest("seen").get() > 0);
            assertThat(get(cluster.web())).contains("<title>Apache Flink Web Dashboard</title>");
            assertThat(get(cluster.web().resolve("/jobs/overview"))).contains("\"name\":\"test-job\"");
            assertThat(get(cluster.metrics())).contains("flink_taskmanager_job_task_operator_");
            assertThat(cluster.web().getHost()).isEqualTo("127.0.0.1");
            assertThat(cluster.metrics().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void runsEachOperatorInAsManyTasksAsConfigured() throws IOException, InterruptedException {
        try (FlinkCluster cluster = start(0, 2)) {
            RunningJob job = cluster.run(counting("twice"));
            await().atMost(PATIENCE).until(() -> CountingJob.highest("twice").get() > 0);
            JsonNode found = new JsonMapper().readTree(get(cluster.web().resolve("/jobs/" + job.id())));
            assertThat(found.get("vertices").findValuesAsText("parallelism"))
                    .isNotEmpty()
                    .containsOnly("2");
        }
    }

    @Test
    void refusesATakenPortByItsKey() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("flink.webPort: port " + taken.getLocalPort());
        }
    }

    private FlinkCluster start(int webPort) {
        return start(webPort, 1);
    }

    private FlinkCluster start(int webPort, int parallelism) {
        FlinkConfig config = new FlinkConfig(
                webPort,
                0,
                parallelism,
                Optional.of(FlinkConfig.StateBackend.HEAP),
                Duration.ofMillis(100),
                FlinkConfig.Guarantee.EXACTLY_ONCE);
        return FlinkCluster.start(config, 1, folder.resolve("work"));
    }

    private JobDefinition counting(String run) {
        Configuration settings = new Configuration();
        settings.setString("execution.checkpointing.interval", "100 ms");
        settings.setString("execution.checkpointing.storage", "filesystem");
        settings.setString(
                "execution.checkpointing.dir",
                folder.resolve("checkpoints").toUri().toString());
        settings.setString("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        return new JobDefinition("test-job", folder.resolve("checkpoints"), settings, CountingJob.counting(run));
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
