package io.weir.bridge.view;

import io.weir.bridge.kafka.ClientProperties;
import io.weir.bridge.kafka.ConsumerLoop;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.schema.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the log into the tenants' views, on one thread of its own, for as long as the bridge lives. */
public final class ReadModel implements AutoCloseable {
    /** Decisions are many and seldom asked for: they are searched when they are, see {@link DecisionSearch}. */
    private static final List<String> TOPICS = Topics.all().stream()
            .filter(topic -> !topic.equals(Topics.DECISIONS))
            .toList();

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);

    private final Map<String, TenantView> tenants;
    private final DeadLetters strayLetters;
    private final Brakes brakes = new Brakes();
    private final RecordReader reader;
    private final Duration lookBack;
    private final InstantSource clock;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ConsumerLoop loop;
    private volatile boolean caughtUp;
    private volatile long directivesRead;

    /** A model for the tenants named; not started. {@code observer} is told of every alert of theirs. */
    public ReadModel(
            Map<String, String> kafka,
            List<String> tenantNames,
            ViewOptions options,
            InstantSource clock,
            BridgeMetrics metrics,
            AlertObserver observer) {
        this.tenants = new ConcurrentHashMap<>();
        MemoryBudget budget = new MemoryBudget(options.bytes());
        for (String tenant : tenantNames) {
            tenants.put(tenant, new TenantView(options, budget, metrics::evicted));
        }
        this.strayLetters = new DeadLetters(budget, metrics::evicted);
        this.reader = new RecordReader(tenants, strayLetters, brakes, metrics, observer);
        this.lookBack = options.lookBack();
        this.clock = clock;
        this.consumer = new KafkaConsumer<>(
                ClientProperties.follower(kafka, "weir-bridge-view"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.loop = new ConsumerLoop("weir-read-model", consumer, this::follow);
        metrics.gauge(
                "weir_bridge_view_alerts",
                "Alerts in the lists.",
                () -> tenants.values().stream().mapToInt(TenantView::alertCount).sum());
        metrics.gauge(
                "weir_bridge_view_incidents",
                "Incidents in the lists.",
                () -> tenants.values().stream()
                        .mapToInt(TenantView::incidentCount)
                        .sum());
        metrics.gauge("weir_bridge_view_bytes", "Bytes that the entries of the lists take, about.", budget::taken);
        metrics.gauge("weir_bridge_brakes_on", "Brakes that are on, the one of all tenants included.", brakes::on);
    }

    /** Begins to read; the topics have to exist. */
    public void start() {
        loop.start();
    }

    /** The view of a tenant; null when it was not named. */
    public TenantView tenant(String name) {
        return tenants.get(name);
    }

    /** Dead letters that belong to no tenant that was named. */
    public DeadLetters strayLetters() {
        return strayLetters;
    }

    /** What is braked. */
    public Brakes brakes() {
        return brakes;
    }

    /** Whether all that lay on the log at the start has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Offset of the first directive that has not been read yet. */
    public long directivesRead() {
        return directivesRead;
    }

    private void follow() {
        Map<TopicPartition, Long> ends = assign();
        long lookedAt = System.nanoTime();
        while (!loop.isClosing()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                reader.read(record);
            }
            for (TopicPartition partition : consumer.assignment()) {
                if (partition.topic().equals(Topics.DIRECTIVES)) {
                    directivesRead = consumer.position(partition);
                }
            }
            if (!caughtUp) {
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                caughtUp = ends.isEmpty();
            }
            if (System.nanoTime() - lookedAt > LOOK_FOR_PARTITIONS.toNanos()) {
                assign();
                lookedAt = System.nanoTime();
            }
        }
    }

    /** Takes all partitions; those not held before from where they are of interest. Answers their present ends. */
    private Map<TopicPartition, Long> assign() {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : TOPICS) {
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                all.add(new TopicPartition(topic, partition.partition()));
            }
        }
        var before = consumer.assignment();
        if (before.size() == all.size() && before.containsAll(all)) {
            return consumer.endOffsets(all);
        }
        Map<TopicPartition, Long> positions = new HashMap<>();
        before.forEach(partition -> positions.put(partition, consumer.position(partition)));
        List<TopicPartition> added =
                all.stream().filter(partition -> !before.contains(partition)).toList();
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(added);
        long from = clock.instant().minus(lookBack).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> recent = consumer.offsetsForTimes(added.stream()
                .filter(partition -> partition.topic().equals(Topics.ALERTS))
                .collect(Collectors.toMap(partition -> partition, partition -> from)));
        consumer.assign(all);
        positions.forEach(consumer::seek);
        for (TopicPartition partition : added) {
            long begin = begins.get(partition);
            if (partition.topic().equals(Topics.ALERTS)) {
                OffsetAndTimestamp first = recent.get(partition);
                begin = first == null ? ends.get(partition) : first.offset();
            }
            consumer.seek(partition, begin);
        }
        return ends;
    }

    /** Stops reading. */
    @Override
    public void close() {
        loop.close();
    }
}
