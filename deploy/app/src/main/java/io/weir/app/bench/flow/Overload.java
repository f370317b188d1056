package io.weir.app.bench.flow;

import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.Lag;
import io.weir.app.bench.process.CpuTime;
import io.weir.pipeline.CorrelateJob;
import java.util.Map;

/**
 * A tenant sends a hundred times its quota. Measured are the alerts of another one: while the first is silent, while it
 * keeps to its quota, and while it does not. Then its account is drawn up.
 */
final class Overload implements AutoCloseable {
    /** The row of the other tenant alone. */
    static final String ALONE = "fairness.alone";
    /** The row of the other tenant beside one that keeps to its quota. */
    static final String WITHIN = "fairness.within";
    /** The row of the other tenant beside one that is far over it. */
    static final String BESIDE = "fairness.beside";
    /** Rank of the tenant that is. */
    static final int LOUD = 1;

    private static final int ALERTS_PER_SECOND = 50;
    private static final int TIMES = 100;
    /** A third tenant, without a quota, so that all is compiled before anything is measured. */
    private static final int WARMING = 2;

    private static final int WARM_PER_SECOND = 2_000;
    private static final int CONNECTIONS = 8;
    private static final int CLUSTERS = 96;
    private static final int CLUSTERS_WHEN_QUICK = 16;

    private final Stage stage;
    private final WeirUp weir;
    private final Lag lag;
    private final Sightings seen;
    private final Bystander other;

    private Overload(Stage stage, WeirUp weir) throws Exception {
        this.stage = stage;
        this.weir = weir;
        this.lag = new Lag(weir.kafka(), CorrelateJob.NAME);
        this.seen = new Sightings(weir.kafka());
        this.other = new Bystander(weir, seen);
    }

    /** Measures the three rows; they cannot be had one by one. */
    static void measure(Stage stage, StandIn glpi) throws Exception {
        var config = new SiteConfig(FairnessPart.GUARANTEE)
                .on(stage.bootstrap())
                .probed(WARMING + 1)
                .quota(ALERTS_PER_SECOND, LOUD + 1)
                .write(stage.folder("site"), glpi.url());
        try (WeirUp weir = WeirUp.start(stage, config);
                Overload overload = new Overload(stage, weir)) {
            overload.measure();
        }
    }

    private void measure() throws Exception {
        beside("warm", WARMING, WARM_PER_SECOND, stage.plan().size(30, 3));
        Bystander.Fared alone = other.probe(ALONE, stage.plan().size(300, 6));
        report(alone.row(ALONE).noted("rule book: wait 0s for all severities"));
        Beside within = beside(WITHIN, LOUD, ALERTS_PER_SECOND, stage.plan().size(300, 6));
        report(within.row(WITHIN).with("ratio", ratio(within.fared, alone)));
        Beside beside =
                beside(BESIDE, LOUD, TIMES * ALERTS_PER_SECOND, stage.plan().size(600, 6));
        Row row = beside.row(BESIDE)
                .with("timesQuota", beside.perSecond() / ALERTS_PER_SECOND)
                .with("ratio", ratio(beside.fared, alone))
                .with("ratioToWithin", ratio(beside.fared, within.fared));
        CrowdSenders.Sent sent = within.sent.plus(beside.sent);
        try (Settlement settlement = new Settlement(weir.kafka(), AlertMix.tenantName(LOUD))) {
            report(settlement.onto(
                    row, sent, stage.plan().size(1800, 120), stage.plan().size(600, 240)));
        }
    }

    private void report(Row row) {
        if (stage.wants(row.name())) {
            stage.report(row);
        }
    }

    private static double ratio(Bystander.Fared one, Bystander.Fared other) {
        return one.millis().p99() / other.millis().p99();
    }

    /** How the probes fared while so much was sent; {@code cpuEach} is CPU seconds per million alerts. */
    private record Beside(Bystander.Fared fared, CrowdSenders.Sent sent, Map<String, Double> cpuEach) {
        double perSecond() {
            return sent.acknowledged() / sent.seconds();
        }

        Row row(String name) {
            return fared.row(name).costing(cpuEach).atRate(perSecond());
        }
    }

    /** The probes, and beside them a crowd of the tenant of this rank at a rate. Ends when the job has read all. */
    private Beside beside(String name, int rank, double perSecond, int seconds) throws Exception {
        int clusters = stage.plan().size(CLUSTERS, CLUSTERS_WHEN_QUICK) / CONNECTIONS;
        double messages = perSecond / Crowd.PER_MESSAGE / CONNECTIONS;
        CpuTime cpu = new CpuTime(
                Map.of("weir", weir.handle(), "broker", stage.broker().handle()));
        try (CrowdSenders senders = new CrowdSenders(weir.bridge())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Crowd crowd = new Crowd(AlertMix.tenantName(rank), name + "-" + i, clusters);
                senders.begin(crowd::next, Metronome.scattered(messages, seconds, i));
            }
            Bystander.Fared fared = other.probe(name, seconds);
            CrowdSenders.Sent sent = senders.await();
            Map<String, Double> cpuEach = cpu.secondsPerMillion(sent.acknowledged());
            lag.drain();
            return new Beside(fared, sent, cpuEach);
        }
    }

    @Override
    public void close() {
        seen.close();
        lag.close();
    }
}
