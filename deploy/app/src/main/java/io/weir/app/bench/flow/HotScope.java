package io.weir.app.bench.flow;

import io.weir.app.bench.Stage;
import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.Lag;
import io.weir.pipeline.CorrelateJob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A hundred thousand alerts begin at once, all in one scope, on the subtask that also has the scopes of the probes, and
 * of the same tenant. Beside it the same alerts over many scopes: what those cost is no matter of the scope's size.
 */
final class HotScope {
    /** Its row. */
    static final String ROW = "fairness.hot-scope";

    private static final int ALERTS = 100_000;
    private static final int ALERTS_WHEN_QUICK = 2_000;
    private static final int WARM_PART = 10;
    private static final int SCOPES = 100;
    private static final int PER_MESSAGE = 100;
    private static final int CONNECTIONS = 8;

    private final Stage stage;
    private final WeirUp weir;
    private final Lag lag;
    private final Bystander other;

    private HotScope(Stage stage, WeirUp weir, Lag lag, Sightings seen) {
        this.stage = stage;
        this.weir = weir;
        this.lag = lag;
        this.other = new Bystander(weir, seen);
    }

    static void measure(Stage stage, StandIn glpi) throws Exception {
        var config = new SiteConfig(FairnessPart.GUARANTEE)
                .on(stage.bootstrap())
                .probed(1)
                .parallelism(1)
                .write(stage.folder("site"), glpi.url());
        try (WeirUp weir = WeirUp.start(stage, config);
                Lag lag = new Lag(weir.kafka(), CorrelateJob.NAME);
                Sightings seen = new Sightings(weir.kafka())) {
            new HotScope(stage, weir, lag, seen).measure();
        }
    }

    private void measure() throws Exception {
        int seconds = stage.plan().size(90, 8);
        int alerts = stage.plan().size(ALERTS, ALERTS_WHEN_QUICK);
        // what is measured is to find everything compiled
        beside("warm", alerts / WARM_PART, SCOPES, stage.plan().size(30, 3));
        Bystander.Fared alone = other.probe(ROW + ".alone", seconds);
        Beside spread = beside("spread", alerts, SCOPES, seconds);
        Beside hot = beside("hot", alerts, 1, seconds);
        double p99 = hot.fared.millis().p99();
        stage.report(hot.fared
                .row(ROW)
                .with("aloneP50Ms", alone.millis().p50())
                .with("aloneP99Ms", alone.millis().p99())
                .with("spreadP50Ms", spread.fared.millis().p50())
                .with("spreadP99Ms", spread.fared.millis().p99())
                .with("ratio", p99 / alone.millis().p99())
                .with("ratioToSpread", p99 / spread.fared.millis().p99())
                .with("alerts", (double) hot.sent.acknowledged())
                .with("sentAgain", (double) hot.sent.sentAgain())
                .with("secondsToAccept", hot.sent.seconds())
                .with("secondsToDecide", hot.secondsToDecide)
                .with("spreadSecondsToDecide", spread.secondsToDecide)
                .noted("spread: as many alerts in " + SCOPES + " scopes"));
    }

    private record Beside(Bystander.Fared fared, CrowdSenders.Sent sent, double secondsToDecide) {}

    /** The probes, and from their beginning on all alerts, as fast as the bridge takes them. */
    private Beside beside(String name, int alerts, int scopes, int seconds) throws Exception {
        List<List<Webhook>> connections = messages(name, alerts, scopes);
        ExecutorService watch = Executors.newSingleThreadExecutor();
        try (CrowdSenders senders = new CrowdSenders(weir.bridge())) {
            long began = System.nanoTime();
            for (List<Webhook> messages : connections) {
                senders.begin(messages.iterator()::next, new double[messages.size()]);
            }
            Future<Double> decided = watch.submit((Callable<Double>) () -> {
                senders.await();
                lag.drain();
                return (System.nanoTime() - began) / 1e9;
            });
            Bystander.Fared fared = other.probe(ROW + "." + name, seconds);
            return new Beside(fared, senders.await(), decided.get());
        } finally {
            watch.shutdownNow();
        }
    }

    /** Written beforehand, so that they come at once; by connection. */
    private List<List<Webhook>> messages(String name, int alerts, int scopes) {
        long now = System.currentTimeMillis();
        List<List<Webhook>> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(new ArrayList<>());
        }
        for (int i = 0; i < alerts / PER_MESSAGE; i++) {
            String cluster = Crowd.cluster(name + "-" + i % scopes);
            connections
                    .get(i % CONNECTIONS)
                    .add(Webhook.of(IntStream.range(i * PER_MESSAGE, (i + 1) * PER_MESSAGE)
                            .mapToObj(number -> Crowd.firing(AlertMix.tenantName(Bystander.RANK), cluster, number, now))
                            .toList()));
        }
        return connections;
    }
}
