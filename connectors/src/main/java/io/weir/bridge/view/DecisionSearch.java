package io.weir.bridge.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.bridge.kafka.ClientProperties;
import io.weir.schema.Decision;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions about one alert or one incident, read from Kafka when somebody asks: a few people ask a few times a day, so
 * nothing is kept in memory for it. An alert's decisions lie in one partition, where its key belongs.
 */
public final class DecisionSearch {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionSearch.class);
    private static final int AT_ONCE = 2;
    private static final int MOST = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, String> kafka;
    private final Semaphore seats = new Semaphore(AT_ONCE);

    /** A search on the Kafka that the client properties {@code kafka} lead to. */
    public DecisionSearch(Map<String, String> kafka) {
        this.kafka = kafka;
    }

    /**
     * What is looked for.
     *
     * @param tenant whose
     * @param fingerprint of an alert; null when it is about an incident
     * @param incidentId null when it is about an alert
     * @param from first instant, milliseconds since the epoch
     * @param to last instant
     */
    public record Question(String tenant, String fingerprint, String incidentId, long from, long to) {}

    /**
     * What was found.
     *
     * @param decisions as JSON, oldest first; the newest 1,000 where there are more
     * @param complete whether nothing was left out, by number or for want of time
     */
    public record Found(List<ObjectNode> decisions, boolean complete) {}

    private record Hit(long at, ObjectNode document) {}

    /**
     * Looks once. Takes seconds on a long log: not for event loops.
     *
     * @return null when too many ask at the same time
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public Found find(Question question) {
        if (!seats.tryAcquire()) {
            return null;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                ClientProperties.consumer(kafka, "weir-bridge-decisions"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return find(consumer, question);
        } finally {
            seats.release();
        }
    }

    private static Found find(KafkaConsumer<byte[], byte[]> consumer, Question question) {
        Map<TopicPartition, Long> ends = seek(consumer, question);
        Deque<Hit> hits = new ArrayDeque<>();
        boolean complete = true;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ends.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Hit hit = hit(record, question);
                if (hit != null) {
                    hits.addLast(hit);
                }
            }
            if (hits.size() > MOST) {
                complete = false;
                hits = newest(hits);
            }
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (!ends.isEmpty() && System.nanoTime() > deadline) {
                complete = false;
                break;
            }
        }
        return new Found(
                newest(hits).stream().map(Hit::document).collect(Collectors.toCollection(ArrayList::new)), complete);
    }

    private static Deque<Hit> newest(Deque<Hit> hits) {
        List<Hit> sorted = new ArrayList<>(hits);
        sorted.sort(Comparator.comparingLong(Hit::at));
        return new ArrayDeque<>(sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size()));
    }

    /** Goes to the first record of interest; answers the ends of the partitions that have any. */
    private static Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer, Question question) {
        int count = consumer.partitionsFor(Topics.DECISIONS).size();
        List<TopicPartition> partitions = new ArrayList<>();
        if (question.fingerprint() != null) {
            byte[] key = Topics.key(question.tenant(), question.fingerprint()).getBytes(StandardCharsets.UTF_8);
            partitions.add(new TopicPartition(Topics.DECISIONS, Utils.toPositive(Utils.murmur2(key)) % count));
        } else {
            for (int partition = 0; partition < count; partition++) {
                partitions.add(new TopicPartition(Topics.DECISIONS, partition));
            }
        }
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(partitions.stream()
                .collect(Collectors.toMap(p -> p, p -> Math.max(0, question.from()))));
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp begin = begins.get(partition);
            consumer.seek(partition, begin == null ? ends.get(partition) : begin.offset());
        }
        return ends;
    }

    private static Hit hit(ConsumerRecord<byte[], byte[]> record, Question question) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        boolean mayBe = question.fingerprint() == null
                ? key.startsWith(question.tenant() + "|") && !key.endsWith("|tally")
                : key.equals(Topics.key(question.tenant(), question.fingerprint()));
        if (!mayBe || record.value() == null) {
            return null;
        }
        try {
            Decision decision = Wire.DECISION.read(record.value());
            boolean is = decision.tenant().equals(question.tenant())
                    && decision.at() >= question.from()
                    && decision.at() <= question.to()
                    && (question.incidentId() == null || question.incidentId().equals(decision.incidentId()));
            return is ? new Hit(decision.at(), Documents.of(record.value())) : null;
        } catch (IOException e) {
            LOG.debug("not readable: {} {} {}", record.topic(), record.partition(), record.offset(), e);
            return null;
        }
    }
}
