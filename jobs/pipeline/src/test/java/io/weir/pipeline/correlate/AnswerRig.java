package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.TestFlink;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.settings.StateStore;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** The correlate job over a recorded log on a fresh Kafka, and what it says there. */
final class AnswerRig implements AutoCloseable {
    static final String TALLIES = "tallies";

    private static final int PARTITIONS = 4;
    private static final List<String> RESULTS =
            List.of(Topics.INCIDENTS, Topics.REMEDIATIONS, Topics.RECEIPTS, Topics.DECISIONS);

    private final TestFlink flink;
    private final Path folder;
    private final String rules;
    private final TestKafka kafka;
    private int runs;
    private long ticked;

    /** On a Kafka in {@code folder}; tenants without a rule book have {@code rules}. */
    AnswerRig(TestFlink flink, Path folder, String rules) throws Exception {
        this.flink = flink;
        this.folder = Files.createTempDirectory(folder, "rig");
        this.rules = rules;
        this.kafka = new TestKafka(this.folder.resolve("kafka"));
        kafka.freshTopics(PARTITIONS, false);
    }

    TestKafka kafka() {
        return kafka;
    }

    /** All that a job over the whole log says, from nothing. */
    Map<String, List<String>> replay(int parallelism, StateStore store) throws Exception {
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
        CorrelateTopology.define(env, CorrelateSettings.of(settings, engine, rules));
        env.execute(name);
        return resultsWithout(before);
    }

    /** A job that goes on with the log, from a checkpoint or savepoint; null begins from nothing. */
    JobClient live(int parallelism, String checkpoints, String restoreFrom) throws Exception {
        return live(parallelism, Guarantee.EXACTLY_ONCE, checkpoints, restoreFrom);
    }

    JobClient live(int parallelism, Guarantee guarantee, String checkpoints, String restoreFrom) throws Exception {
        EngineSettings engine = EngineSettings.of(checkpoints)
                .withParallelism(parallelism)
                .withCheckpointEvery(200)
                .withStateStore(StateStore.ROCKSDB);
        StreamExecutionEnvironment env = flink.environment(engine, restoreFrom);
        CorrelateTopology.define(
                env,
                CorrelateSettings.of(kafkaSettings("live").withGuarantee(guarantee), engine, rules)
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

    /** All that was said so far. */
    Map<String, List<String>> results() throws Exception {
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

    /** Writes entries at their own times with ticks between, and goes on with ticks up to {@code upTo}. */
    void write(List<RecordedLog.Entry> entries, long upTo) throws Exception {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        long tick = Math.max(ticked, entries.get(0).time());
        for (RecordedLog.Entry entry : entries) {
            for (; tick <= entry.time(); tick += 5_000) {
                records.addAll(ticks(tick));
            }
            records.add(new ProducerRecord<>(entry.topic(), null, entry.time(), entry.key(), entry.value()));
        }
        for (; tick < upTo; tick += 5_000) {
            records.addAll(ticks(tick));
        }
        ticked = tick;
        send(records);
    }

    /** Ticks until long after everything is over. */
    void writeTheEnd(long last) throws Exception {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (long tick = ticked; tick < last + 26 * 3_600_000L; tick += 600_000) {
            records.addAll(ticks(tick));
        }
        send(records);
    }

    private void send(List<ProducerRecord<String, byte[]>> records) throws Exception {
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

    /** The last word about each minute, by tenant and minute. */
    static Map<String, String> lastTallies(List<ConsumerRecord<String, byte[]>> records) {
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

    /** Names the first differences only; whole results are megabytes. */
    static void assertSame(Map<String, List<String>> actual, Map<String, List<String>> expected) {
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

    @Override
    public void close() {
        kafka.close();
    }
}
