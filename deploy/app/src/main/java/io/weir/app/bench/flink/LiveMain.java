package io.weir.app.bench.flink;

import io.weir.app.config.FlinkConfig;
import io.weir.app.flink.FlinkCluster;
import io.weir.app.flink.JobDefinition;
import io.weir.app.flink.RunningJob;
import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.settings.StateStore;
import io.weir.schema.Topics;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The correlate job in a JVM of its own, live, as {@code weir up} runs it: says that it runs, and answers every line with
 * the number of records that it has read from the alerts' topic. Ends with its input, and badly when the job fails.
 */
public final class LiveMain {
    private static final long LOOK_EVERY_MS = 50;

    private LiveMain() {}

    /** {@code args}: a folder, Kafka's address, partitions of the alerts' topic. */
    public static void main(String[] args) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path work = Path.of(args[0]);
        FlinkConfig config = new FlinkConfig(
                0,
                0,
                JobRunner.PARALLELISM,
                Optional.empty(),
                Duration.ofSeconds(1),
                FlinkConfig.Guarantee.EXACTLY_ONCE);
        EngineSettings engine = EngineSettings.of(
                        work.resolve("checkpoints").toUri().toString())
                .withParallelism(JobRunner.PARALLELISM)
                .withCheckpointEvery(JobRunner.CHECKPOINT_EVERY_MS)
                .withStateStore(StateStore.ROCKSDB);
        KafkaSettings kafka = KafkaSettings.of(args[1], "bench-live")
                .withPartitions(Map.of(Topics.ALERTS, Integer.parseInt(args[2]), Topics.DIRECTIVES, 1));
        try (FlinkCluster cluster = FlinkCluster.start(config, 1, work.resolve("flink"))) {
            RunningJob job = cluster.run(new JobDefinition(
                    "bench-live",
                    work,
                    FlinkSetup.configuration(engine),
                    env -> CorrelateTopology.define(env, CorrelateSettings.of(kafka, engine, null))));
            while (!job.isRunning() && !job.ended().isDone()) {
                Thread.sleep(LOOK_EVERY_MS);
            }
            Consumed consumed = new Consumed(Topics.ALERTS);
            answers.println("running");
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (orders.readLine() != null) {
                if (job.ended().isDone()) {
                    job.ended().get();
                }
                answers.println(consumed.records());
            }
        }
    }
}
