package io.weir.bridge.kafka;

import io.weir.schema.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics in which alerts wait: which there are, how far they are drained, and new ones. Blocks; not for event loops. */
public final class SpillTopics implements AutoCloseable {
    /** The consumer group that drains them. */
    public static final String GROUP = "weir-spill";

    private static final long STEP_MS = 10;
    /** A sender waits for it, and is answered within two seconds. */
    private static final long PATIENCE_MS = 1_200;

    private final Admin admin;
    private final TopicSetup setup;
    private final RecordLog log;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Topics made as {@code setup} says, on the Kafka that the client properties {@code kafka} lead to. */
    public SpillTopics(Map<String, String> kafka, TopicSetup setup, RecordLog log) {
        this.admin = Admin.create(ClientProperties.admin(kafka));
        this.setup = setup;
        this.log = log;
    }

    /** Whether the tenant's is there and the producer knows it: then it can be written at once. */
    public boolean has(String tenant) {
        return known.contains(Topics.spill(tenant));
    }

    /**
     * Makes the tenant's if it is not there, and waits until the producer knows it.
     *
     * @throws KafkaUnavailableException when Kafka does not answer in little more than a second, or refuses
     */
    public void ensure(String tenant, int partitions) throws InterruptedException {
        String topic = Topics.spill(tenant);
        long end = end();
        make(Set.of(tenant), partitions, end);
        while (log.partitions(topic) == 0) {
            if (System.nanoTime() - end >= 0) {
                throw new KafkaUnavailableException(topic + " is not known yet", null);
            }
            Thread.sleep(STEP_MS);
        }
        known.add(topic);
    }

    /**
     * Makes those of these tenants that are not there.
     *
     * @throws KafkaUnavailableException when Kafka does not answer in little more than a second, or refuses
     */
    public void make(Set<String> tenants, int partitions) throws InterruptedException {
        make(tenants, partitions, end());
    }

    private void make(Set<String> tenants, int partitions, long end) throws InterruptedException {
        try {
            Set<String> there = admin.listTopics().names().get(left(end), TimeUnit.NANOSECONDS);
            List<NewTopic> missing = tenants.stream()
                    .map(Topics::spill)
                    .filter(topic -> !there.contains(topic))
                    .map(topic -> setup.spill(topic, partitions))
                    .toList();
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get(left(end), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException("where alerts are to wait is not made in time", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaUnavailableException("where alerts are to wait cannot be made", e.getCause());
            }
        }
    }

    private static long end() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    }

    private static long left(long end) {
        return Math.max(0, end - System.nanoTime());
    }

    /** Those of these tenants that are there; the producer learns of them. */
    public Set<String> of(Set<String> tenants) throws InterruptedException, ExecutionException {
        Set<String> topics = names();
        Set<String> ours =
                tenants.stream().map(Topics::spill).filter(topics::contains).collect(Collectors.toSet());
        for (String topic : ours) {
            if (log.partitions(topic) > 0) {
                known.add(topic);
            }
        }
        return ours;
    }

    private Set<String> names() throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get();
    }

    /** Up to where each partition has been drained; those of which nothing has are not in it. */
    public Map<TopicPartition, Long> drained() throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
