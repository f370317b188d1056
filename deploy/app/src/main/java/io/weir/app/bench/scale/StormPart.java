package io.weir.app.bench.scale;

import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.flink.JobCost;
import io.weir.app.bench.flink.JobOrder;
import io.weir.app.bench.flink.JobRunner;
import io.weir.app.bench.load.BenchTopics;
import io.weir.app.bench.load.LogLoader;
import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.StateStore;
import io.weir.schema.Topics;
import java.util.List;
import java.util.TreeMap;

/** What becomes of a storm: a million alerts in ten seconds, and an incident of a hundred thousand members. */
public final class StormPart implements BenchPart {
    /** The row of the storm's first half: until the bridge has acknowledged it. */
    static final String ACCEPT = "storm.accept";
    /** The row of its second half: until the job has decided it. */
    static final String DRAIN = "storm.drain";

    private static final String INCIDENT = "storm.incident";
    private static final int ALERTS = 1_000_000;
    private static final int ALERTS_WHEN_QUICK = 20_000;
    private static final int MEMBERS = 100_000;
    private static final int MEMBERS_WHEN_QUICK = 2_000;
    private static final long CLOCK_AFTER_MS = 120_000;

    @Override
    public List<String> rows() {
        return List.of(ACCEPT, DRAIN, INCIDENT);
    }

    @Override
    public void run(Stage stage) throws Exception {
        if (stage.wants(ACCEPT) || stage.wants(DRAIN)) {
            Storm.measure(stage, stage.plan().size(ALERTS, ALERTS_WHEN_QUICK));
        }
        if (stage.wants(INCIDENT)) {
            incident(stage, stage.plan().size(MEMBERS, MEMBERS_WHEN_QUICK));
        }
        try (BenchTopics topics = new BenchTopics(stage.bootstrap())) {
            topics.remove(Topics.all().toArray(String[]::new));
        }
    }

    private static void incident(Stage stage, int members) throws Exception {
        LogLoader.load(stage.bootstrap(), new OneIncident(members), List.of(), CLOCK_AFTER_MS);
        JobRunner runner = new JobRunner(stage);
        JobOrder order = JobOrder.correlate(StateStore.ROCKSDB, Guarantee.EXACTLY_ONCE, null)
                .over(stage.bootstrap(), stage.broker().handle().pid(), 0, 2L * members);
        runner.emptyResults();
        JobCost cost;
        IncidentWatch watch = new IncidentWatch(stage.bootstrap());
        try {
            cost = runner.runOnto(order);
        } finally {
            watch.finish();
        }
        if (watch.mostMembers() != members) {
            throw new IllegalStateException(
                    "the incident was told with " + watch.mostMembers() + " members of " + members);
        }
        runner.close();
        TreeMap<String, Double> each = new TreeMap<>(cost.cpuSeconds());
        each.replaceAll((process, seconds) -> seconds * 1e6 / cost.alerts());
        stage.report(Row.named(INCIDENT)
                .costing(each)
                .atRate(cost.alerts() / cost.wallSeconds())
                .afterRounds(1)
                .with("members", members)
                .with("secondsToIncident", watch.firstAfterSeconds())
                .with("revisions", watch.revisions())
                .with("checkpointBytes", (double) cost.checkpointBytes())
                .with("checkpointMaxMs", (double) cost.checkpointMaxMs())
                .noted("start of the job included"));
    }
}
