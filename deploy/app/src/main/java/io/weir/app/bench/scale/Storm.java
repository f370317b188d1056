package io.weir.app.bench.scale;

import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.flink.LiveMain;
import io.weir.app.bench.intake.BridgeMain;
import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.BenchTopics;
import io.weir.app.bench.load.MixSize;
import io.weir.app.bench.process.ChildJvm;
import io.weir.app.bench.process.CpuTime;
import io.weir.app.bench.process.ResidentMemory;
import io.weir.bridge.kafka.TopicOptions;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A storm through the bridge while the correlate job runs: how fast it is accepted, when it is worked off, and whether
 * the account says of every alert what became of it.
 */
final class Storm {
    private static final int TENANTS = 20;
    private static final int EACH = 100;
    private static final int CONNECTIONS = 32;
    private static final int SECONDS = 10;
    private static final long SEED = 3;
    private static final long SEED_BEFORE = 4;
    /** A storm meets what has been running for long: such a part of as many comes before it, some of the same alerts. */
    private static final int BEFORE_PART = 5;

    /** Of the topics that the bridge creates. */
    private static final int PARTITIONS = TopicOptions.defaults().partitions();

    private static final long AHEAD_MS = 60_000;
    private static final long LOOK_EVERY_MS = 20;
    private static final long PATIENCE_NANOS = 900_000_000_000L;
    private static final String TALLY = "tally";

    private Storm() {}

    static void measure(Stage stage, int alerts) throws Exception {
        try (BenchTopics topics = new BenchTopics(stage.bootstrap())) {
            // the bridge is to create them, as it does
            topics.remove(Topics.all().toArray(String[]::new));
        }
        String each = Integer.toString(PARTITIONS);
        ChildJvm bridge = stage.start(
                BridgeMain.class,
                List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"),
                List.of(stage.bootstrap(), Integer.toString(TENANTS)));
        URI address = URI.create("http://127.0.0.1:" + bridge.line());
        ChildJvm job = stage.start(
                LiveMain.class,
                List.of("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"),
                List.of(stage.folder("live").toString(), stage.bootstrap(), each));
        job.line();
        StormSenders senders = new StormSenders(address, (double) alerts / SECONDS, CONNECTIONS);
        StormSenders.Sent before = senders.send(bodies(stage, alerts / BEFORE_PART, SEED_BEFORE));
        try (TopicReader topic = new TopicReader(stage.bootstrap(), Topics.ALERTS, PARTITIONS)) {
            readAll(job, topic);
        }
        List<Path> bodies = bodies(stage, alerts, SEED);
        CpuTime cpu = new CpuTime(Map.of(
                "bridge", bridge.handle(),
                "flink", job.handle(),
                "broker", stage.broker().handle()));
        StormSenders.Sent sent = senders.send(bodies);
        double acceptedAfter = cpu.wallSeconds();
        stage.report(Row.named(StormPart.ACCEPT)
                .costing(cpu.secondsPerMillion(sent.acknowledged()))
                .atRate(sent.acknowledged() / acceptedAfter)
                .afterRounds(1)
                .with("alerts", (double) sent.acknowledged())
                .with("seconds", acceptedAfter)
                .with("sentAgain", (double) sent.plus(before).refused())
                .with("slowestAnswerMs", sent.slowestMs())
                .noted("the job works beside it, on RocksDB; a fifth as many came before"));
        stage.report(drain(stage, job, cpu, sent, before).with("residentBytes", (double) ResidentMemory.bytes(
                bridge.handle(), job.handle(), stage.broker().handle())));
        job.close();
        bridge.close();
    }

    private static List<Path> bodies(Stage stage, int alerts, long seed) throws IOException {
        MixSize size = new MixSize(alerts, alerts / 5, alerts / 20, TENANTS, Math.max(1, alerts / SECONDS));
        long shiftMs = System.currentTimeMillis() + AHEAD_MS - AlertMix.START;
        return StormBodies.write(new AlertMix(size, seed), shiftMs, EACH, CONNECTIONS, stage.folder("storm"));
    }

    private static void readAll(ChildJvm job, TopicReader alerts) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long all = alerts.size();
        while (Long.parseLong(job.ask("read")) < all) {
            patience(deadline, "read");
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private static Row drain(Stage stage, ChildJvm job, CpuTime cpu, StormSenders.Sent sent, StormSenders.Sent before)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        StormSenders.Sent both = sent.plus(before);
        try (TopicReader alerts = new TopicReader(stage.bootstrap(), Topics.ALERTS, PARTITIONS);
                TopicReader decisions = new TopicReader(stage.bootstrap(), Topics.DECISIONS, PARTITIONS)) {
            readAll(job, alerts);
            double readAfter = cpu.wallSeconds();
            Map<String, Double> costs = cpu.secondsPerMillion(sent.acknowledged());
            Ledger ledger = new Ledger();
            while (ledger.received() < both.acknowledged() || ledger.inFlight() > 0) {
                patience(deadline, "accounted for, only " + ledger.accountedFor() + " of " + both.acknowledged());
                job.ask("read");
                decisions.poll((key, value) -> {
                    if (key != null && key.endsWith("|" + TALLY)) {
                        ledger.add(Wire.TALLY.read(value));
                    }
                });
            }
            long unaccounted = ledger.unaccounted(both.acknowledged(), both.refused());
            if (unaccounted != 0) {
                throw new IllegalStateException(unaccounted + " alerts of the storm are not accounted for");
            }
            return Row.named(StormPart.DRAIN)
                    .costing(costs)
                    .atRate(sent.acknowledged() / readAfter)
                    .afterRounds(1)
                    .with("seconds", readAfter)
                    .with("secondsToAccount", cpu.wallSeconds())
                    .with("received", (double) (ledger.received() - before.acknowledged()))
                    .with("unaccounted", (double) unaccounted)
                    .noted("from the first request on; an account is told a minute after its own");
        }
    }

    private static void patience(long deadline, String what) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("the storm is not yet " + what);
        }
    }
}
