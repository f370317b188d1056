package io.weir.app.bench.flink;

import io.weir.app.bench.load.BenchTopics;
import io.weir.app.bench.load.Lag;
import io.weir.app.bench.load.Ticks;
import io.weir.app.bench.process.CpuTime;
import io.weir.app.bench.process.FileTree;
import io.weir.app.bench.process.ResidentMemory;
import io.weir.app.flink.FlinkCluster;
import io.weir.app.flink.JobDefinition;
import io.weir.app.flink.RunningJob;
import io.weir.app.submit.FlinkJobs;
import io.weir.app.submit.FlinkRest;
import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Topics;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One run of a job over the log that is there, measured from when its state is filled until a checkpoint covers the last
 * alert. It does not see the end of its input: there Flink has every timer fire at once, which no live job does.
 */
final class MeasuredJob {
    private static final long LOOK_EVERY_MS = 2;
    private static final long ASK_EVERY_MS = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PATIENCE_NANOS = 1_800_000_000_000L;
    /** Checkpoints after the last alert: what was due at its instant has been done and can be read. */
    private static final int CHECKPOINTS_AFTER = 2;

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
                .withGuarantee(order.guarantee());
        try (Lag lag = new Lag(order.bootstrap(), kafka.consumerGroup());
                Ticks ticks = new Ticks(order.bootstrap(), lag.newest())) {
            long end = lag.written();
            RunningJob job = cluster.run(new JobDefinition(
                    name, folder, FlinkSetup.configuration(engine), env -> define(env, engine, kafka)));
            try {
                return measured(job, lag, ticks, end);
            } finally {
                cancel(job);
                FileTree.remove(folder);
            }
        }
    }

    private JobCost measured(RunningJob job, Lag lag, Ticks ticks, long end) throws Exception {
        Consumed consumed = new Consumed(Topics.ALERTS);
        CheckpointWatch checkpoints = new CheckpointWatch(cluster.web(), job.id());
        await(job, LOOK_EVERY_MS, () -> order.skip() == 0 || consumed.records() >= order.skip());
        long skipped = order.skip() == 0 ? 0 : consumed.records();
        if (skipped >= order.alerts()) {
            throw new IllegalStateException("too few alerts to measure: all were read before it began");
        }
        CpuTime cpu = FlinkMain.cpu(order);
        long compiled = compilerMs();
        long began = System.currentTimeMillis();
        await(job, ASK_EVERY_MS, () -> {
            checkpoints.look();
            if (consumed.records() >= end) {
                ticks.send();
            }
            return lag.done() >= end;
        });
        Map<String, Double> seconds = cpu.seconds();
        double wall = cpu.wallSeconds();
        double compiler = (compilerMs() - compiled) / 1e3;
        long resident = ResidentMemory.bytes(
                ProcessHandle.current(), ProcessHandle.of(order.brokerPid()).orElseThrow());
        long over = System.currentTimeMillis();
        await(job, ASK_EVERY_MS, () -> {
            checkpoints.look();
            return checkpoints.between(over, Long.MAX_VALUE).size() >= CHECKPOINTS_AFTER;
        });
        List<CheckpointWatch.Completed> meanwhile = checkpoints.between(began, over);
        return new JobCost(
                order.alerts() - skipped,
                wall,
                seconds,
                compiler,
                resident,
                meanwhile.size(),
                checkpoints.bytes(),
                meanwhile.isEmpty() ? 0 : meanwhile.get(meanwhile.size() / 2).millis(),
                meanwhile.isEmpty() ? 0 : meanwhile.get(meanwhile.size() - 1).millis());
    }

    private static void await(RunningJob job, long everyMs, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.call()) {
            if (job.ended().isDone()) {
                job.ended().get();
                throw new IllegalStateException("the job has ended by itself");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the job does not come to the end of the log");
            }
            Thread.sleep(everyMs);
        }
    }

    private void cancel(RunningJob job) throws Exception {
        if (!job.ended().isDone()) {
            new FlinkJobs(new FlinkRest(cluster.web())).cancel(job.id(), PATIENCE);
        }
        job.ended().handle((ended, failure) -> null).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
}
