package io.weir.app.bench.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.bench.load.BenchTopics;
import io.weir.app.bench.process.CpuTime;
import io.weir.app.flink.FlinkCluster;
import io.weir.app.flink.JobDefinition;
import io.weir.app.flink.RunningJob;
import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One run of a job over the log that is there, measured from when its state is filled to its end. */
final class MeasuredJob {
    private static final long LOOK_EVERY_MS = 2;

    private final FlinkCluster cluster;
    private final Path folder;
    private final JobOrder order;

    MeasuredJob(FlinkCluster cluster, Path folder, JobOrder order) {
        this.cluster = cluster;
        this.folder = folder;
        this.order = order;
    }

    JobCost run() throws Exception {
        EngineSettings engine = EngineSettings.of(
                        folder.resolve("checkpoints").toUri().toString())
                .withParallelism(order.parallelism())
                .withCheckpointEvery(order.checkpointEveryMs())
                .withStateStore(order.store());
        String name = "bench-" + folder.getFileName();
        KafkaSettings kafka = KafkaSettings.of(order.bootstrap(), name)
                .withPartitions(Map.of(Topics.ALERTS, BenchTopics.PARTITIONS, Topics.DIRECTIVES, 1))
                .withGuarantee(order.guarantee())
                .reading(true);
        Consumed consumed = new Consumed(Topics.ALERTS);
        RunningJob job = cluster.run(
                new JobDefinition(name, folder, FlinkSetup.configuration(engine), env -> define(env, engine, kafka)));
        while (consumed.records() < order.skip() && !job.ended().isDone()) {
            Thread.sleep(LOOK_EVERY_MS);
        }
        long skipped = order.skip() == 0 ? 0 : consumed.records();
        CpuTime cpu = FlinkMain.cpu(order);
        long compiled = compilerMs();
        job.ended().get();
        Map<String, Double> seconds = cpu.seconds();
        double wall = cpu.wallSeconds();
        JsonNode checkpoints = checkpoints(job.id());
        return new JobCost(
                order.alerts() - skipped,
                wall,
                seconds,
                (compilerMs() - compiled) / 1e3,
                checkpoints.at("/counts/completed").asLong(),
                checkpoints
                        .at("/latest/completed/full_checkpointed_size")
                        .asLong(checkpoints.at("/latest/completed/state_size").asLong()),
                checkpoints.at("/summary/end_to_end_duration/max").asLong());
    }

    private static long compilerMs() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    private void define(StreamExecutionEnvironment env, EngineSettings engine, KafkaSettings kafka) {
        switch (order.job()) {
            case IDENTITY -> FloorJobs.identity(env, kafka);
            case PARSE -> FloorJobs.parse(env, kafka);
            case KEYED -> FloorJobs.keyed(env, kafka);
            case CORRELATE ->
                CorrelateTopology.define(
                        env, CorrelateSettings.of(kafka, engine, order.rules()).withTickEvery(0));
        }
    }

    private JsonNode checkpoints(String job) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.web() + "/jobs/" + job + "/checkpoints"))
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return JsonMapper.builder().build().readTree(body);
    }
}
