package io.weir.app.bench.flow;

import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.BenchTopics;
import io.weir.app.bench.process.ChildJvm;
import io.weir.app.bench.process.CpuTime;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The deliver job: many incidents at once that get their tickets, get them updated, get them solved. */
public final class DeliverPart implements BenchPart {
    private static final String CREATE = "deliver.create";
    private static final List<String> ROWS = List.of(CREATE, "deliver.update", "deliver.solve");
    /** As many as the configuration has by default. */
    private static final int CALLS_AT_ONCE = 4;

    private static final int WITHOUT_LIMIT = 10_000;
    private static final int WARM = 100_000;
    private static final int LOOK_EVERY_MS = 20;
    private static final long PATIENCE_MS = 300_000;

    @Override
    public List<String> rows() {
        return ROWS;
    }

    @Override
    public void run(Stage stage) throws Exception {
        try (BenchTopics topics = new BenchTopics(stage.bootstrap())) {
            for (String topic : Topics.all()) {
                boolean one = topic.equals(Topics.DIRECTIVES) || topic.equals(Topics.CONTROL);
                topics.fresh(one ? 1 : BenchTopics.PARTITIONS, topic);
            }
        }
        Path folder = stage.folder("deliver");
        try (StandIn glpi = StandIn.start(stage)) {
            DirectCreates direct = new DirectCreates(glpi.url());
            int tickets = stage.plan().size(600, 40);
            direct.perSecond(tickets, CALLS_AT_ONCE);
            double directPerSecond = direct.perSecond(tickets, CALLS_AT_ONCE);
            Path config = new SiteConfig("exactly-once")
                    .on(stage.bootstrap())
                    .ticketsPerSecond(WITHOUT_LIMIT)
                    .write(folder, glpi.url());
            try (ChildJvm job = stage.start(
                            DeliverMain.class,
                            List.of("-Xms256m", "-Xmx2g", "-XX:+UseParallelGC"),
                            List.of(config.toString(), folder.toString()));
                    Sightings seen = new Sightings(stage.bootstrap());
                    KafkaProducer<String, byte[]> kafka = producer(stage.bootstrap())) {
                job.line();
                Desk desk = new Desk(stage, job, seen, kafka, glpi);
                int warm = stage.plan().size(200, 10);
                for (int revision = 1; revision <= ROWS.size(); revision++) {
                    desk.deliver(WARM, warm, revision);
                }
                for (int revision = 1; revision <= ROWS.size(); revision++) {
                    String name = ROWS.get(revision - 1);
                    // an update without its create would be one
                    Row row = desk.deliver(0, tickets, revision).row(name, directPerSecond);
                    if (stage.wants(name)) {
                        stage.report(row);
                    }
                }
            }
        }
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Many that were delivered. */
    private record Delivered(int incidents, double seconds, Map<String, Double> cpuEach, int calls) {
        Row row(String name, double directPerSecond) {
            double perSecond = incidents / seconds;
            Row row = Row.named(name)
                    .costing(cpuEach)
                    .atRate(perSecond)
                    .afterRounds(1)
                    .with("callsPerTicket", (double) calls / incidents)
                    .noted("glpi.concurrency " + CALLS_AT_ONCE + ", a checkpoint per second, no limit of tickets");
            // nothing else was asked of the server directly; a ticket's time is that of as many as are made at once
            return name.equals(CREATE)
                    ? row.with("directCreatesPerSecond", directPerSecond)
                            .with("overheadMsPerTicket", CALLS_AT_ONCE * 1000 * (1 / perSecond - 1 / directPerSecond))
                    : row;
        }
    }

    /** Where incidents are handed in, and their receipts awaited. */
    private record Desk(Stage stage, ChildJvm job, Sightings seen, KafkaProducer<String, byte[]> kafka, StandIn glpi) {
        Delivered deliver(int first, int incidents, int revision) throws IOException, InterruptedException {
            glpi.asked();
            CpuTime cpu = new CpuTime(
                    Map.of("flink", job.handle(), "broker", stage.broker().handle()));
            long began = System.currentTimeMillis();
            for (int i = 0; i < incidents; i++) {
                Incident incident = SampleIncidents.at(first + i, revision, System.currentTimeMillis());
                var unused = kafka.send(new ProducerRecord<>(
                        Topics.INCIDENTS,
                        Topics.key(incident.tenant(), incident.incidentId()),
                        Wire.INCIDENT.write(incident)));
            }
            kafka.flush();
            long last = began;
            for (int i = 0; i < incidents; i++) {
                last = Math.max(
                        last,
                        receipt(SampleIncidents.id(first + i), revision, began).at());
            }
            return new Delivered(incidents, (last - began) / 1e3, cpu.secondsPerMillion(incidents), glpi.asked());
        }

        private Receipt receipt(String incidentId, int revision, long began) throws InterruptedException {
            Receipt receipt = seen.receipt(incidentId, revision);
            while (receipt == null) {
                if (System.currentTimeMillis() - began > PATIENCE_MS) {
                    throw new IllegalStateException("incident " + incidentId + " was not delivered");
                }
                Thread.sleep(LOOK_EVERY_MS);
                receipt = seen.receipt(incidentId, revision);
            }
            return receipt;
        }
    }
}
