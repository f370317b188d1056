package io.weir.app.bench.flink;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.BenchTopics;
import io.weir.app.bench.process.ChildJvm;
import io.weir.schema.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Runs jobs over the loaded log in a Flink in a JVM of its own. */
public final class JobRunner {
    /** Of every job: as {@code weir up} has it. */
    public static final int PARALLELISM = 2;
    /** Milliseconds between checkpoints: as {@code weir up} has it. */
    public static final long CHECKPOINT_EVERY_MS = 1000;

    /** The part of the CPU that the compiler may take in a process that is warm. */
    private static final double WARM = 0.05;

    private static final long WARM_UP_NANOS = 150_000_000_000L;

    /** Environment variable with further options for the JVM of the measured Flink, for example a profiler's. */
    private static final String OPTIONS = "WEIR_BENCH_FLINK_OPTS";

    private static final String[] RESULTS = {
        Topics.INCIDENTS, Topics.REMEDIATIONS, Topics.RECEIPTS, Topics.DECISIONS, Topics.DEAD_LETTERS, FloorJobs.TOPIC
    };

    /** What {@code weir up} takes of 24 GiB, a quarter; the job's caches are parts of it. */
    private static final int HEAP_GIB = 6;

    private final Stage stage;
    private final ChildJvm flink;
    private final JsonMapper json = JsonMapper.builder().build();

    /** Starts it. */
    public JobRunner(Stage stage) throws Exception {
        this.stage = stage;
        List<String> options = List.of("-Xms" + HEAP_GIB + "g", "-Xmx" + HEAP_GIB + "g", "-XX:+UseParallelGC");
        this.flink = stage.start(
                FlinkMain.class,
                ChildJvm.withOptionsOf(OPTIONS, options),
                List.of(stage.folder("flink").toString(), Integer.toString(PARALLELISM)));
        flink.line();
    }

    /** Runs it once; what was written by the run before is removed. */
    public JobCost run(JobOrder order) throws Exception {
        emptyResults();
        return runOnto(order);
    }

    /** Runs it until the compiler has next to nothing left to do, or for long enough: the measured runs find it done. */
    public void warmUp(JobOrder order) throws Exception {
        long until = System.nanoTime() + WARM_UP_NANOS;
        JobCost cost = run(order);
        while (!stage.plan().quick()
                && System.nanoTime() < until
                && cost.compilerSeconds() > WARM * cost.allCpuSeconds()) {
            cost = run(order);
        }
    }

    /** Removes what was written by runs before. */
    public void emptyResults() throws Exception {
        try (BenchTopics topics = new BenchTopics(stage.bootstrap())) {
            topics.fresh(BenchTopics.PARTITIONS, RESULTS);
        }
    }

    /** Runs it once; what was written before stays. */
    public JobCost runOnto(JobOrder order) throws Exception {
        return json.readValue(flink.ask(json.writeValueAsString(order)), JobCost.class);
    }

    /** The median, by CPU, of several runs, as a row. */
    public Row row(String name, JobOrder order) throws Exception {
        return row(name, order, stage.plan().rounds());
    }

    /** The median, by CPU, of so many runs, as a row. */
    public Row row(String name, JobOrder order, int rounds) throws Exception {
        List<JobCost> costs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            costs.add(run(order));
        }
        costs.sort(Comparator.comparingDouble(JobRunner::cpuPerAlert));
        JobCost median = costs.get(costs.size() / 2);
        TreeMap<String, Double> each = new TreeMap<>(median.cpuSeconds());
        each.replaceAll((process, seconds) -> seconds * 1e6 / median.alerts());
        return Row.named(name)
                .costing(each)
                .atRate(median.alerts() / median.wallSeconds())
                .afterRounds(costs.size())
                .with("spread", cpuPerAlert(costs.get(costs.size() - 1)) / cpuPerAlert(costs.get(0)) - 1)
                .with("compiler", median.compilerSeconds() * 1e6 / median.alerts())
                .with("checkpoints", (double) median.checkpoints())
                .with("checkpointBytes", (double) median.checkpointBytes())
                .with("checkpointMedianMs", (double) median.checkpointMedianMs())
                .with("checkpointMaxMs", (double) median.checkpointMaxMs())
                .with("residentBytes", (double) median.residentBytes())
                .with("heapBytes", (double) ((long) HEAP_GIB << 30));
    }

    private static double cpuPerAlert(JobCost cost) {
        return cost.allCpuSeconds() / cost.alerts();
    }

    /** Ends it. */
    public void close() throws Exception {
        flink.close();
    }
}
