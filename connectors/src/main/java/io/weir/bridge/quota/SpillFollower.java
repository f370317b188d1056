package io.weir.bridge.quota;

import io.weir.bridge.kafka.ClientProperties;
import io.weir.bridge.kafka.ConsumerLoop;
import io.weir.bridge.kafka.SpillTopics;
import io.weir.schema.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what waits, whoever wrote it and whoever drains it, so that this bridge lets nothing overtake it. On a thread of
 * its own.
 */
final class SpillFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpillFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LOOK_EVERY_MS = 500;

    private final Map<String, TenantQuota> byTopic;
    private final SpillTopics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ConsumerLoop loop;
    private volatile Set<String> wanted;
    private final Runnable caughtUp;
    private boolean behind = true;

    /**
     * @param byTopic all tenants, by the name of their topic
     * @param caughtUp told when all that lay there at the start was read
     */
    SpillFollower(
            Map<String, String> kafka,
            Map<String, TenantQuota> byTopic,
            Set<String> there,
            SpillTopics topics,
            Runnable caughtUp) {
        this.caughtUp = caughtUp;
        this.byTopic = byTopic;
        this.topics = topics;
        this.wanted = there;
        this.consumer = new KafkaConsumer<>(
                ClientProperties.consumer(kafka, "weir-bridge-spill-follower"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.loop = new ConsumerLoop("weir-spill-follower", consumer, this::follow);
        loop.start();
    }

    /** The topics that are there now. */
    void follow(Set<String> there) {
        wanted = there;
    }

    private void follow() throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> ends = Map.of();
        long lookedAt = 0;
        while (!loop.isClosing()) {
            Set<String> there = wanted;
            if (!there.equals(assigned())) {
                ends = new HashMap<>(assign(there));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                found(record);
            }
            if (System.nanoTime() / 1_000_000 - lookedAt >= LOOK_EVERY_MS) {
                tellDrained();
                lookedAt = System.nanoTime() / 1_000_000;
            }
            if (behind) {
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                behind = !ends.isEmpty();
                if (!behind) {
                    caughtUp.run();
                }
            }
        }
    }

    private Set<String> assigned() {
        Set<String> topicsNow = new HashSet<>();
        consumer.assignment().forEach(partition -> topicsNow.add(partition.topic()));
        return topicsNow;
    }

    /**
     * Reads on where it was. At first from what is not drained yet; topics that are made later from their beginning, or what
     * this bridge put there and another one has drained already would wait here for ever.
     */
    private Map<TopicPartition, Long> assign(Set<String> there) throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : there) {
            for (int partition = 0; partition < Waiting.PARTITIONS; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
        }
        Map<TopicPartition, Long> drained = topics.drained();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
        boolean first = positions.isEmpty();
        consumer.assign(all);
        for (TopicPartition partition : all) {
            long from = Math.max(begins.get(partition), first ? drained.getOrDefault(partition, 0L) : 0);
            consumer.seek(partition, positions.getOrDefault(partition, from));
        }
        return consumer.endOffsets(all);
    }

    private void found(ConsumerRecord<byte[], byte[]> record) {
        try {
            Header writer = record.headers().lastHeader(TenantQuota.BRIDGE_HEADER);
            byTopic.get(record.topic())
                    .inSpill(
                            SpilledRecord.read(record),
                            record.partition(),
                            record.offset(),
                            record.timestamp(),
                            writer == null ? null : writer.value());
        } catch (IOException e) {
            // the drain hands it on as it is, and the job makes it a dead letter
            LOG.warn("{} {} {} is no alert", record.topic(), record.partition(), record.offset());
        }
    }

    private void tellDrained() throws InterruptedException, ExecutionException {
        if (byTopic.values().stream().noneMatch(TenantQuota::anyWaits)) {
            return;
        }
        Map<TopicPartition, Long> drained = topics.drained();
        for (TopicPartition partition : consumer.assignment()) {
            byTopic.get(partition.topic())
                    .drained(partition.partition(), drained.getOrDefault(partition, 0L), consumer.position(partition));
        }
    }

    /** The tenant of a spill topic. */
    static String tenant(String topic) {
        return topic.substring(Topics.SPILL_PREFIX.length());
    }

    @Override
    public void close() {
        loop.close();
    }
}
