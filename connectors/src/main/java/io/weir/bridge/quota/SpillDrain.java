package io.weir.bridge.quota;

import io.weir.bridge.kafka.ClientProperties;
import io.weir.bridge.kafka.ConsumerLoop;
import io.weir.bridge.kafka.RecordLog;
import io.weir.bridge.kafka.SpillTopics;
import io.weir.schema.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what waits to the log, as fast as its tenant's quota lets it, on a thread of its own. Of several bridges each
 * drains some partitions. An offset is committed when the log has acknowledged, round by round until Kafka takes it;
 * after a crash some of it comes twice, which is nothing new to the jobs.
 */
final class SpillDrain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpillDrain.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int AT_ONCE = 500;
    private static final long BYTES_AT_ONCE = 4L << 20;
    private static final String NEW_TOPICS_WITHIN_MS = "2000";
    private static final String DEAD_AFTER_MS = "10000";

    private final Map<String, TenantQuota> byTopic;
    private final RecordLog log;
    private final InstantSource clock;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> heads = new HashMap<>();
    /** The next offset of each partition, unless something before it is deleted; of no partition where nobody knows. */
    private final Map<TopicPartition, Long> expected = new HashMap<>();
    /** Up to where what is on the log has not been committed yet. */
    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

    private final ConsumerLoop loop;

    /** @param byTopic all tenants, by the name of their topic */
    SpillDrain(Map<String, String> kafka, Map<String, TenantQuota> byTopic, RecordLog log, InstantSource clock) {
        this.byTopic = byTopic;
        this.log = log;
        this.clock = clock;
        Map<String, Object> settings = new HashMap<>(ClientProperties.consumer(kafka, "weir-bridge-spill-drain"));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, SpillTopics.GROUP);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(AT_ONCE));
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, NEW_TOPICS_WITHIN_MS);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, DEAD_AFTER_MS);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(Pattern.compile(Pattern.quote(Topics.SPILL_PREFIX) + ".+"), new Rebalance());
        this.loop = new ConsumerLoop("weir-spill-drain", consumer, this::round);
        loop.start();
    }

    private void round() throws InterruptedException, ExecutionException {
        // not at the end, which a round that fails does not reach: it would fetch more and more
        consumer.resume(consumer.paused());
        consumer.pause(blocked());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            expect(partition, record.offset());
            expected.put(partition, record.offset() + 1);
            heads.computeIfAbsent(partition, p -> new ArrayDeque<>()).add(record);
        }
        // nothing need be left behind a gap
        consumer.assignment().forEach(partition -> expect(partition, consumer.position(partition)));
        try {
            for (Map.Entry<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> head : heads.entrySet()) {
                drain(head.getKey(), head.getValue());
            }
        } finally {
            // even if not all could be drained, and if nothing was: what could not be committed before would count as
            // waiting until something else is drained
            commit();
        }
    }

    /** What was expected and is not there any more has waited for longer than alerts are kept. */
    private void expect(TopicPartition partition, long offset) {
        Long next = expected.get(partition);
        if (next == null || offset <= next) {
            return;
        }
        long expired = offset - next;
        LOG.error("{} alerts on {} have waited for longer than they are kept, and are lost", expired, partition);
        TenantQuota quota = byTopic.get(partition.topic());
        if (quota != null) {
            quota.expired(expired);
        }
        expected.put(partition, offset);
        if (!blocked().contains(partition)) {
            // it waits no more, and is not to be counted again
            uncommitted.put(partition, new OffsetAndMetadata(offset));
        }
    }

    private List<TopicPartition> blocked() {
        return heads.entrySet().stream()
                .filter(head -> !head.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void drain(TopicPartition partition, Deque<ConsumerRecord<byte[], byte[]>> waiting)
            throws InterruptedException, ExecutionException {
        TenantQuota quota = byTopic.get(partition.topic());
        if (quota == null || waiting.isEmpty()) {
            // of a tenant that is not configured any more: it stays until the retention ends
            return;
        }
        if (log.partitions(Topics.ALERTS) == 0) {
            // the producer does not know the log yet, and would take a part of it only
            return;
        }
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        List<Judged> drained = new ArrayList<>();
        long bytes = 0;
        long end = 0;
        for (ConsumerRecord<byte[], byte[]> record : waiting) {
            bytes += record.serializedValueSize();
            if (!batch.isEmpty() && bytes > BYTES_AT_ONCE) {
                break;
            }
            Observation observation = observation(record);
            if (observation != null) {
                long now = clock.instant().toEpochMilli();
                Judged judged = quota.drain(observation, partition.partition(), now);
                if (judged == null) {
                    break;
                }
                drained.add(judged);
            }
            end = record.offset() + 1;
            batch.add(new ProducerRecord<>(Topics.ALERTS, record.key(), record.value()));
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            log.write(batch).get();
        } catch (ExecutionException e) {
            quota.failed(drained);
            throw e;
        }
        long now = clock.instant().toEpochMilli();
        quota.handedOver(partition.partition(), end, drained, now);
        for (int i = 0; i < batch.size(); i++) {
            waiting.remove();
        }
        uncommitted.put(partition, new OffsetAndMetadata(end));
    }

    private void commit() {
        if (uncommitted.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(uncommitted);
        } catch (WakeupException e) {
            // closing: what is on the log need not go there again
            consumer.commitSync(uncommitted);
        }
        uncommitted.clear();
    }

    /** Null when it is none: then nothing holds it up, and the job makes it a dead letter. */
    private static Observation observation(ConsumerRecord<byte[], byte[]> record) {
        try {
            return SpilledRecord.read(record);
        } catch (IOException e) {
            return null;
        }
    }

    /** Whoever takes a partition over begins where the last commit was. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(heads::remove);
            // that one may have committed more
            partitions.forEach(uncommitted::remove);
            partitions.forEach(expected::remove);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.info("drains {}", partitions);
            consumer.committed(new HashSet<>(partitions)).forEach((partition, upTo) -> {
                // without a commit nobody knows whether what is gone was drained
                if (upTo != null) {
                    expected.put(partition, upTo.offset());
                }
            });
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
