package io.weir.app.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.bench.Row;
import io.weir.app.bench.load.BenchTopics;
import io.weir.broker.EmbeddedBroker;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fold;
import io.weir.schema.OverQuota;
import io.weir.schema.Tally;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account of a tenant that sent nine alerts: three lie on the log, four were folded, two wait. */
class SettlementTest {
    private static final String TENANT = "loud";
    private static final int SENT = 9;
    private static final int RECEIVED = 8;

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static String bootstrap;

    private final long minute = TenantAccount.minute(System.currentTimeMillis());

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        bootstrap = broker.bootstrap();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void write() throws Exception {
        try (BenchTopics topics = new BenchTopics(bootstrap)) {
            topics.fresh(2, Topics.ALERTS, Topics.DECISIONS, Topics.spill(TENANT));
        }
        for (int i = 0; i < 3; i++) {
            write(Topics.ALERTS, "f" + i, alert(TENANT, "alertmanager"));
        }
        write(Topics.ALERTS, "f", alert(TENANT, OverQuota.SOURCE));
        write(Topics.ALERTS, "fold", Wire.FOLD.write(new Fold(TENANT, "alertmanager", 4, minute)));
        write(Topics.ALERTS, "tick", Wire.tick());
        write(Topics.spill(TENANT), "f3", alert(TENANT, "alertmanager"));
        write(Topics.spill(TENANT), "f4", alert(TENANT, "alertmanager"));
    }

    @Test
    void balancesWhenEachIsSomewhereAndHasAnOutcome() throws Exception {
        tally(RECEIVED - 3, 3, 0);
        assertThat(settled(SENT, 0))
                .containsEntry("balanced", 1.0)
                .containsEntry("passed", 3.0)
                .containsEntry("folded", 4.0)
                .containsEntry("spilled", 2.0)
                .containsEntry("waiting", 2.0)
                .containsEntry("received", (double) RECEIVED)
                .containsEntry("unaccounted", 0.0);
    }

    @Test
    void doesNotWhenOneIsNowhere() throws Exception {
        tally(RECEIVED, 0, 0);
        assertThat(settled(SENT + 1, 0)).containsEntry("balanced", 0.0);
    }

    @Test
    void doesNotWhenOneIsThereTwiceUnlessItWasSentAgain() throws Exception {
        tally(RECEIVED, 0, 0);
        assertThat(settled(SENT - 1, 0)).containsEntry("balanced", 0.0);
        assertThat(settled(SENT - 1, 1)).containsEntry("balanced", 1.0);
    }

    @Test
    void doesNotWhenOneWaitsForADecision() throws Exception {
        tally(RECEIVED - 1, 0, 1);
        assertThat(settled(SENT, 0))
                .containsEntry("balanced", 0.0)
                .containsEntry("inFlight", 1.0)
                .containsEntry("unaccounted", 1.0);
    }

    @Test
    void doesNotAsLongAsTheJobTellsOfNothing() throws Exception {
        assertThat(settled(SENT, 0)).containsEntry("balanced", 0.0).containsEntry("received", 0.0);
    }

    private static Map<String, Double> settled(long sent, long sentAgain) throws Exception {
        try (Settlement settlement = new Settlement(bootstrap, TENANT)) {
            return settlement
                    .onto(Row.named("row"), new CrowdSenders.Sent(sent, sentAgain, 1), 0, 1)
                    .figures();
        }
    }

    private void tally(long deduplicated, long held, long inFlight) throws Exception {
        Tally tally = new Tally(
                TENANT, minute, RECEIVED, Map.of("deduplicated", deduplicated), Map.of("downtime", held), 0, inFlight);
        write(Topics.DECISIONS, "tally", Wire.TALLY.write(tally));
    }

    private static byte[] alert(String tenant, String source) {
        return Wire.ALERT.write(new Alert(
                tenant, source, "f", AlertStatus.FIRING, 1L, null, null, Map.of(), Map.of(), null, null, 1L, null));
    }

    private static void write(String topic, String key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] composed =
                    key.equals(Topics.TICK_KEY) ? null : Topics.key(TENANT, key).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, composed, value)).get();
        }
    }
}
