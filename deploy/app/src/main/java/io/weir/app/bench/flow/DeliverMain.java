package io.weir.app.bench.flow;

import io.weir.app.config.ConfigFile;
import io.weir.app.config.WeirConfig;
import io.weir.app.flink.FlinkCluster;
import io.weir.app.flink.JobDefinition;
import io.weir.app.flink.RunningJob;
import io.weir.app.server.JobParts;
import io.weir.pipeline.DeliverJob;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The deliver job alone, on a Flink in a JVM of its own; says when it runs, and ends with its input. */
public final class DeliverMain {
    private static final long LOOK_EVERY_MS = 20;

    private DeliverMain() {}

    /** {@code args}: the configuration, and a folder. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        WeirConfig config = ConfigFile.read(Path.of(args[0]));
        Path folder = Path.of(args[1]);
        Path checkpoints = folder.resolve("checkpoints").toAbsolutePath();
        DeliverSettings told = JobParts.forCluster(config, config.flink().parallelism())
                .deliver()
                .orElseThrow();
        EngineSettings engine = EngineSettings.of(checkpoints.toUri().toString())
                .withParallelism(config.flink().parallelism())
                .withCheckpointEvery(config.flink().checkpointEvery().toMillis());
        DeliverSettings settings = new DeliverSettings(told.kafka(), engine, told.glpi(), null, told.tuning());
        try (FlinkCluster cluster = FlinkCluster.start(config.flink(), 1, folder.resolve("flink"))) {
            RunningJob job = cluster.run(new JobDefinition(
                    DeliverJob.NAME,
                    checkpoints,
                    FlinkSetup.configuration(engine),
                    env -> DeliverJob.define(env, settings)));
            while (!job.isRunning()) {
                if (job.ended().isDone()) {
                    job.ended().join();
                }
                Thread.sleep(LOOK_EVERY_MS);
            }
            answers.println("runs");
            while (System.in.read() >= 0) {
                // nothing is ordered, only the end
            }
        }
    }
}
