package io.weir.app.bench.flow;

import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.BenchTopics;
import io.weir.app.bench.load.Lag;
import io.weir.app.bench.process.CpuTime;
import io.weir.pipeline.CorrelateJob;
import io.weir.schema.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long an alert takes through all of Weir, as {@code weir up} runs it, at parts of the rate that it sustains: posted to
 * the bridge, an incident on Kafka, a ticket.
 */
public final class LatencyPart implements BenchPart {
    private static final String PREFIX = "latency.";
    private static final List<String> GUARANTEES = List.of("at-least-once", "exactly-once");
    private static final List<Integer> PERCENTS = List.of(1, 50, 80);
    private static final int TENANTS = 20;
    private static final int AT_ONCE = 32;
    /** More than ever wait for an answer, unless the bridge stands still. */
    private static final int AT_ONCE_ON_SCHEDULE = 1000;

    /** Seconds in which the default waits are over and what began with the first alerts has its tickets. */
    private static final int UNTIL_TICKETED = 100;

    private static final int WARM_UP_SECONDS = 120;
    private static final double PROBES_PER_SECOND = 8;
    private static final int WARM_SECONDS = 6;

    @Override
    public List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String guarantee : GUARANTEES) {
            PERCENTS.forEach(percent -> rows.add(PREFIX + guarantee + "." + percent));
        }
        return rows;
    }

    @Override
    public void run(Stage stage) throws Exception {
        for (String guarantee : GUARANTEES) {
            if (PERCENTS.stream().anyMatch(percent -> stage.wants(PREFIX + guarantee + "." + percent))) {
                // one each: with the tickets of the one before it GLPI would be slower
                try (StandIn glpi = StandIn.start(stage)) {
                    run(stage, guarantee, glpi);
                }
            }
        }
    }

    private static void run(Stage stage, String guarantee, StandIn glpi) throws Exception {
        try (BenchTopics topics = new BenchTopics(stage.bootstrap())) {
            // the bridge makes its own, with the broker's time
            topics.remove(Topics.all().toArray(String[]::new));
        }
        var config = new SiteConfig(guarantee)
                .on(stage.bootstrap())
                .probed(TENANTS)
                .opening()
                .write(stage.folder("site"), glpi.url());
        Background background = new Background(stage.plan().size(50_000, 2_000), TENANTS);
        try (WeirUp weir = WeirUp.start(stage, config);
                Lag lag = new Lag(weir.kafka(), CorrelateJob.NAME);
                Sightings seen = new Sightings(weir.kafka())) {
            Poster flood = new Poster(weir.bridge(), AT_ONCE);
            while (!background.isStarted()) {
                flood.post(background.next());
            }
            double sustained = new Sustained(flood, background, lag)
                    .measure(stage.plan().size(UNTIL_TICKETED, 2), stage.plan().size(30, 4));
            Chain chain = new Chain(stage, weir, background, seen);
            // what is measured is to find everything compiled: two cores are busy with it for minutes
            chain.probe(guarantee + ".warm", sustained / 2, stage.plan().size(WARM_UP_SECONDS, 2));
            for (int percent : PERCENTS) {
                String name = PREFIX + guarantee + "." + percent;
                if (stage.wants(name)) {
                    Probed probed = chain.probe(
                            name, sustained * percent / 100, stage.plan().size(60, 6));
                    stage.report(probed.row(name).with("sustainedPerSecond", sustained));
                }
            }
        }
    }

    /** What came of probes and of what was sent beside them; {@code cpuEach} is CPU seconds per million alerts. */
    private record Probed(
            long lost, List<Probes.Through> through, Map<String, Double> cpuEach, double perSecond, long refused) {
        Row row(String name) {
            Latencies incident = Probes.latencies(through, Probes.Through::incident);
            Latencies ticket = Probes.latencies(through, Probes.Through::ticket);
            Row row = Row.named(name)
                    .costing(cpuEach)
                    .atRate(perSecond)
                    .within(incident.p50(), incident.p99())
                    .afterRounds(1)
                    .with("probes", through.size())
                    .with("ticketP50Ms", ticket.p50())
                    .with("ticketP99Ms", ticket.p99())
                    .with(
                            "receiptP99Ms",
                            Probes.latencies(through, Probes.Through::receipt).p99())
                    .with(
                            "kafkaToIncidentP50Ms",
                            Probes.latencies(through, Probes.Through::kafkaToIncident)
                                    .p50())
                    .with(
                            "kafkaToIncidentP99Ms",
                            Probes.latencies(through, Probes.Through::kafkaToIncident)
                                    .p99())
                    .noted(
                            "rule book: wait 0s for probes; state in RocksDB; beside them the mix of the other rows, each cluster an incident with a ticket");
            row = refused > 0 ? row.with("refusedAlerts", (double) refused) : row;
            return lost > 0 ? row.with("probesWithoutTicket", (double) lost) : row;
        }
    }

    /** All of Weir while it runs. */
    private record Chain(Stage stage, WeirUp weir, Background background, Sightings seen) {
        /** Sends probes for so many seconds after the first few, and {@code perSecond} other alerts beside them. */
        Probed probe(String name, double perSecond, int measuredSeconds) throws Exception {
            int seconds = WARM_SECONDS + measuredSeconds;
            Poster poster = new Poster(weir.bridge(), AT_ONCE_ON_SCHEDULE);
            CpuTime cpu = new CpuTime(
                    Map.of("weir", weir.handle(), "broker", stage.broker().handle()));
            Metronome metronome = new Metronome();
            double[] others = Metronome.steady(perSecond / Background.PER_MESSAGE, seconds);
            Thread beside = new Thread(() -> sendBeside(metronome, others, poster), "bench-background");
            beside.start();
            Probes probes = new Probes(name, TENANTS);
            double[] due = Metronome.scattered(PROBES_PER_SECOND, seconds, name.hashCode());
            metronome.play(
                    due, (number, dueMs) -> poster.post(probes.next(number, dueMs, due[number] >= WARM_SECONDS)));
            beside.join();
            poster.await();
            Map<String, Double> cpuEach = cpu.secondsPerMillion(poster.taken());
            double rate = poster.taken() / cpu.wallSeconds();
            List<Probes.Through> through = probes.await(seen);
            return new Probed(probes.withoutTicket(seen), through, cpuEach, rate, poster.refused());
        }

        private void sendBeside(Metronome metronome, double[] due, Poster poster) {
            try {
                metronome.play(due, (number, dueMs) -> poster.post(background.next()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
