package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.TestFlink;
import io.weir.pipeline.kafka.RetainedCheckpoints;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.settings.StateStore;
import io.weir.schema.Incident;
import io.weir.schema.Tally;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same log gives the same incidents, at any parallelism, on either state store, with a kill in the middle. */
class SameAnswerTest {
    private static final int PARTITIONS = 4;
    private static final List<RecordedLog.Entry> LOG = RecordedLog.of(7);
    private static final List<String> RESULTS =
            List.of(Topics.INCIDENTS, Topics.REMEDIATIONS, Topics.RECEIPTS, Topics.DECISIONS);
    private static final String TALLIES = "tallies";

    @TempDir
    static Path folder;

    private static TestFlink flink;

    private TestKafka kafka;
    private int runs;

    @BeforeAll
    static void start() throws Exception {
        flink = new TestFlink(4);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    @BeforeEach
    void freshKafka() throws Exception {
        kafka = new TestKafka(Files.createTempDirectory(folder, "kafka"));
        kafka.freshTopics(PARTITIONS, false);
    }

    @AfterEach
    void stopKafka() {
        kafka.close();
    }

    @Test
    void anyParallelismAndStateStore() throws Exception {
        write(LOG, 0);
        Map<String, List<String>> one = replay(1, StateStore.HEAP);
        assertPlausible(one);
        assertSame(replay(3, StateStore.HEAP), one);
        assertSame(replay(2, StateStore.ROCKSDB), one);
    }

    @Test
    void aKillInTheMiddle() throws Exception {
        write(LOG, 0);
        Map<String, List<String>> whole = replay(2, StateStore.HEAP);

        stopKafka();
        freshKafka();
        int half = LOG.size() / 2;
        write(LOG.subList(0, half), LOG.get(half).time());
        String checkpoints = folder.resolve("checkpoints-kill").toUri().toString();
        JobClient first = live(3, checkpoints, null);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> kafka.read(Topics.INCIDENTS).size() > 20);
        first.cancel().get();
        write(LOG.subList(half, LOG.size()), 0);
        JobClient second = live(1, checkpoints, RetainedCheckpoints.newest(folder.resolve("checkpoints-kill")));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertSame(results(), whole));
        second.cancel().get();
    }

    /** Names the first differences only; whole results are megabytes. */
    private static void assertSame(Map<String, List<String>> actual, Map<String, List<String>> expected) {
        for (String topic : expected.keySet()) {
            List<String> missing = new ArrayList<>(expected.get(topic));
            actual.get(topic).forEach(missing::remove);
            List<String> surplus = new ArrayList<>(actual.get(topic));
            expected.get(topic).forEach(surplus::remove);
            assertThat(List.of(
                            missing.stream().limit(2).toList(),
                            surplus.stream().limit(2).toList()))
                    .as(
                            "%s: %d missing, %d surplus of %d",
                            topic,
                            missing.size(),
                            surplus.size(),
                            expected.get(topic).size())
                    .isEqualTo(List.of(List.of(), List.of()));
        }
    }

    /** Guards the other assertions: equal results of nothing would be equal too. */
    private void assertPlausible(Map<String, List<String>> results) throws Exception {
        List<Incident> incidents = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : kafka.read(Topics.INCIDENTS)) {
            incidents.add(Wire.INCIDENT.read(record.value()));
        }
        assertThat(incidents)
                .extracting(Incident::kind)
                .contains(Incident.Kind.OPENED, Incident.Kind.UPDATED, Incident.Kind.RESOLVED, Incident.Kind.REOPENED);
        assertThat(incidents).extracting(Incident::rulesVersion).contains("first", "second");
        assertThat(incidents).extracting(Incident::reason).contains(Incident.Reason.PERSISTED_PAST_DOWNTIME);
        assertThat(incidents).anyMatch(i -> i.members().stream().anyMatch(m -> m.flapping()));
        Map<String, Incident> newest = new HashMap<>();
        incidents.forEach(i -> newest.merge(i.incidentId(), i, (a, b) -> a.revision() > b.revision() ? a : b));
        assertThat(newest.values()).allMatch(i -> i.status() == Incident.Status.RESOLVED);
        assertThat(kafka.read(Topics.DEAD_LETTERS)).hasSize(1);
        assertBalanced();
        results.forEach((topic, records) -> assertThat(records).as(topic).isNotEmpty());
    }

    /** Every observation is in one account, and no account is open in the end. */
    private void assertBalanced() throws Exception {
        Map<String, Long> received = new TreeMap<>();
        Set<String> words = new HashSet<>();
        for (String line : lastTallies(kafka.read(Topics.DECISIONS)).values()) {
            Tally tally = Wire.TALLY.read(line.getBytes(StandardCharsets.UTF_8));
            received.put(tally.tenant() + "|" + tally.minute(), tally.received());
            assertThat(tally.inFlight()).as(line).isZero();
            words.addAll(tally.outcomes().keySet());
            words.addAll(tally.held().keySet());
            if (tally.deadLettered() > 0) {
                words.add("dead-lettered");
            }
        }
        assertThat(received).isEqualTo(RecordedLog.received(LOG));
        assertThat(words)
                .contains("opened", "joined", "ended", "deduplicated", "noted", "downtime", "dead-lettered")
                .contains("inhibited", "overflow");
    }

    /** The last word about each minute, by tenant and minute. */
    private static Map<String, String> lastTallies(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, String> last = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (isTally(record)) {
                last.put(record.key() + record.timestamp(), new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        return last;
    }

    private static boolean isTally(ConsumerRecord<String, byte[]> record) {
        return record.key().endsWith("|tally");
    }

    private Map<String, List<String>> replay(int parallelism, StateStore store) throws Exception {
        Set<String> before = new HashSet<>();
        for (String topic : RESULTS) {
            kafka.read(topic).forEach(record -> before.add(place(record)));
        }
        String name = "replay-" + ++runs;
        EngineSettings engine = EngineSettings.of(folder.resolve(name).toUri().toString())
                .withParallelism(parallelism)
                .withStateStore(store);
        KafkaSettings settings = kafkaSettings(name).reading(true);
        StreamExecutionEnvironment env = flink.environment(engine, null);
        CorrelateTopology.define(env, CorrelateSettings.of(settings, engine, RecordedLog.RULES));
        env.execute(name);
        return resultsWithout(before);
    }

    private JobClient live(int parallelism, String checkpoints, String restoreFrom) throws Exception {
        EngineSettings engine =
                EngineSettings.of(checkpoints).withParallelism(parallelism).withCheckpointEvery(200);
        StreamExecutionEnvironment env = flink.environment(engine, restoreFrom);
        CorrelateTopology.define(
                env,
                CorrelateSettings.of(kafkaSettings("live"), engine, RecordedLog.RULES)
                        .withTickEvery(0));
        return env.executeAsync("live");
    }

    private KafkaSettings kafkaSettings(String job) {
        return KafkaSettings.of(kafka.bootstrap(), job)
                .withPartitions(Map.of(Topics.ALERTS, PARTITIONS, Topics.DIRECTIVES, 1));
    }

    private static String place(ConsumerRecord<String, byte[]> record) {
        return record.topic() + "/" + record.partition() + "/" + record.offset();
    }

    private Map<String, List<String>> results() throws Exception {
        return resultsWithout(Set.of());
    }

    /** The records of each result topic but these, in an order of their own. */
    private Map<String, List<String>> resultsWithout(Set<String> before) throws Exception {
        Map<String, List<String>> results = new TreeMap<>();
        for (String topic : RESULTS) {
            List<ConsumerRecord<String, byte[]>> records = kafka.read(topic).stream()
                    .filter(record -> !before.contains(place(record)))
                    .toList();
            if (topic.equals(Topics.DECISIONS)) {
                results.put(TALLIES, List.copyOf(lastTallies(records).values()));
            }
            results.put(
                    topic,
                    records.stream()
                            .filter(record -> !isTally(record))
                            .map(r -> r.key() + " " + new String(r.value(), StandardCharsets.UTF_8))
                            .sorted()
                            .toList());
        }
        return results;
    }

    /** Writes entries at their own times with ticks between; 0 ends with ticks long after everything is over. */
    private void write(List<RecordedLog.Entry> entries, long upTo) throws Exception {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        long tick = entries.get(0).time();
        for (RecordedLog.Entry entry : entries) {
            for (; tick <= entry.time(); tick += 5_000) {
                records.addAll(ticks(tick));
            }
            records.add(new ProducerRecord<>(entry.topic(), null, entry.time(), entry.key(), entry.value()));
        }
        long end = upTo != 0 ? upTo : RecordedLog.END + 26 * 3_600_000L;
        for (; tick < end; tick += upTo != 0 ? 5_000 : 600_000) {
            records.addAll(ticks(tick));
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private static List<ProducerRecord<String, byte[]>> ticks(long time) {
        List<ProducerRecord<String, byte[]>> ticks = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ticks.add(new ProducerRecord<>(Topics.ALERTS, partition, time, null, Wire.tick()));
        }
        ticks.add(new ProducerRecord<>(Topics.DIRECTIVES, 0, time, Topics.TICK_KEY, Wire.tick()));
        return ticks;
    }
}
