package io.weir.pipeline.replay;

import io.weir.pipeline.TestFlink;
import io.weir.pipeline.correlate.RecordedLog;
import io.weir.pipeline.kafka.HistoryRange;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.KafkaHistory;
import io.weir.pipeline.settings.SettingsJson;
import java.nio.file.Path;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs replays on a Flink cluster in this JVM. */
final class ReplayRig implements AutoCloseable {
    private final TestFlink flink;
    private final Path folder;
    private int runs;

    ReplayRig(Path folder) throws Exception {
        this.folder = folder;
        flink = new TestFlink(4);
    }

    /** A folder for results that nothing else uses. */
    Path fresh() {
        return folder.resolve("run-" + ++runs);
    }

    /** What can be read of a Kafka from {@code fromMs} on; the partition counts are asked for. */
    static ReplaySettings whole(TestKafka kafka, long fromMs) {
        KafkaHistory asked = new KafkaHistory(kafka.bootstrap(), null, "replay-test", null, fromMs);
        HistoryRange range = HistoryRange.resolve(asked, Long.MAX_VALUE);
        KafkaHistory known = new KafkaHistory(kafka.bootstrap(), null, "replay-test", range.partitions(), fromMs);
        return ReplaySettings.of(known, range.toMs(), "unset").withDefaultRules(RecordedLog.RULES);
    }

    /** Runs a replay to its end. */
    Results run(ReplaySettings settings, int parallelism) throws Exception {
        Path results = fresh();
        execute(settings, results, parallelism);
        return Results.read(results);
    }

    JobExecutionResult execute(ReplaySettings settings, Path results, int parallelism) throws Exception {
        return define(
                        settings,
                        results,
                        EngineSettings.of(null).withParallelism(parallelism).withCheckpointEvery(0),
                        null)
                .execute("replay");
    }

    /** Starts a replay with a checkpoint every so many milliseconds. */
    JobClient start(ReplaySettings settings, Path results, int parallelism, Path checkpoints, String restoreFrom)
            throws Exception {
        EngineSettings engine = EngineSettings.of(checkpoints.toUri().toString())
                .withParallelism(parallelism)
                .withCheckpointEvery(100);
        return define(settings, results, engine, restoreFrom).executeAsync("replay");
    }

    private StreamExecutionEnvironment define(
            ReplaySettings settings, Path results, EngineSettings engine, String restoreFrom) {
        StreamExecutionEnvironment env = flink.environment(engine, restoreFrom);
        // as a cluster's job gets them
        String json = SettingsJson.write(
                settings.withResults(results.toUri().toString()).withEngine(engine));
        ReplayTopology.define(env, SettingsJson.read(json, ReplaySettings.class));
        return env;
    }

    TestFlink flink() {
        return flink;
    }

    @Override
    public void close() {
        flink.close();
    }
}
