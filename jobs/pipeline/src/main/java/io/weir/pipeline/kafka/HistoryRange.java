package io.weir.pipeline.kafka;

import io.weir.pipeline.settings.KafkaHistory;
import io.weir.schema.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The stretch of the log that a replay can read, found out before it starts.
 *
 * @param fromMs time of the first alert's record, or tick, that is read, milliseconds since the epoch
 * @param toMs the end, exclusive, milliseconds since the epoch: as asked for, or as far as every partition reaches
 * @param parts what is read of each partition, by topic and partition
 */
public record HistoryRange(long fromMs, long toMs, List<Part> parts) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long SECOND_MS = 1_000;

    /**
     * A part of a partition.
     *
     * @param topic name of the topic
     * @param partition its number
     * @param from first offset that is read
     * @param to offset behind the last one
     */
    public record Part(String topic, int partition, long from, long to) {
        /** How many records there are, about: compaction and transactions leave gaps. */
        public long records() {
            return Math.max(0, to - from);
        }
    }

    /** Records of the alerts' topic, ticks included. */
    public long alertRecords() {
        return parts.stream()
                .filter(part -> part.topic().equals(Topics.ALERTS))
                .mapToLong(Part::records)
                .sum();
    }

    /**
     * Partition counts by topic.
     *
     * @see KafkaHistory#partitions()
     */
    public Map<String, Integer> partitions() {
        Map<String, Integer> counts = new HashMap<>();
        parts.forEach(part -> counts.merge(part.topic(), 1, Integer::sum));
        return counts;
    }

    /**
     * Asks Kafka.
     *
     * @param toMs the end that is wished for; {@link Long#MAX_VALUE} for as far as the log reaches
     * @throws IllegalStateException when the topics are not there, or empty, or Kafka does not answer
     * @throws IllegalArgumentException when there is nothing between the two instants
     */
    public static HistoryRange resolve(KafkaHistory kafka, long toMs) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = Stream.of(Topics.ALERTS, Topics.DIRECTIVES)
                    .flatMap(topic -> partitionsOf(consumer, topic).stream())
                    .toList();
            consumer.assign(all);
            long reach = reach(consumer, all);
            long wholeSecond = Math.floorDiv(reach, SECOND_MS) * SECOND_MS;
            long to = Math.min(toMs, wholeSecond - TopicHistory.BEYOND_MS);
            if (to <= kafka.fromMs()) {
                throw new IllegalArgumentException("nothing to replay between " + Instant.ofEpochMilli(kafka.fromMs())
                        + " and " + Instant.ofEpochMilli(to) + ", as far as the log reaches");
            }
            return new HistoryRange(
                    first(consumer, all, kafka.fromMs(), to), to, parts(consumer, all, kafka.fromMs(), to));
        }
    }

    private static List<TopicPartition> partitionsOf(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic, PATIENCE);
        if (known == null || known.isEmpty()) {
            throw new IllegalStateException("Kafka has no topic " + topic);
        }
        return known.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** The time up to which every partition has been written; one without any record does not count. */
    private static long reach(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        return partitions.stream()
                .map(partition -> newest(consumer, partition))
                .flatMapToLong(OptionalLong::stream)
                .min()
                .orElseThrow(() -> new IllegalStateException("there is nothing on the log yet"));
    }

    /** Time of the last record. What lies behind it may be the marker of a transaction, so a step back may not do. */
    private static OptionalLong newest(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        long begin = consumer.beginningOffsets(List.of(partition), PATIENCE).get(partition);
        long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
        consumer.assign(List.of(partition));
        for (long back = 1; ; back *= 10) {
            long start = Math.max(begin, end - back);
            List<ConsumerRecord<byte[], byte[]>> found = read(consumer, partition, start, end);
            if (!found.isEmpty()) {
                return OptionalLong.of(found.get(found.size() - 1).timestamp());
            }
            if (start == begin) {
                return OptionalLong.empty();
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long start, long end) {
        consumer.seek(partition, start);
        List<ConsumerRecord<byte[], byte[]>> last = List.of();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            List<ConsumerRecord<byte[], byte[]>> polled = consumer.poll(POLL).records(partition);
            last = polled.isEmpty() ? last : polled;
            if (System.nanoTime() > patience) {
                throw new IllegalStateException(partition + " could not be read to its end within " + PATIENCE);
            }
        }
        return last;
    }

    private static List<Part> parts(Consumer<?, ?> consumer, List<TopicPartition> partitions, long from, long to) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, OffsetAndTimestamp> firsts = at(consumer, partitions, from);
        Map<TopicPartition, OffsetAndTimestamp> lasts = at(consumer, partitions, to + TopicHistory.BEYOND_MS);
        List<Part> parts = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = firsts.get(partition);
            OffsetAndTimestamp last = lasts.get(partition);
            long end = last == null ? ends.get(partition) : last.offset() + 1;
            long begin = partition.topic().equals(Topics.DIRECTIVES)
                    ? begins.get(partition)
                    : first == null ? end : first.offset();
            parts.add(new Part(partition.topic(), partition.partition(), begin, end));
        }
        return parts;
    }

    private static long first(Consumer<?, ?> consumer, List<TopicPartition> partitions, long from, long to) {
        List<TopicPartition> alerts = partitions.stream()
                .filter(partition -> partition.topic().equals(Topics.ALERTS))
                .toList();
        return at(consumer, alerts, from).values().stream()
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndTimestamp::timestamp)
                .min()
                .orElse(to);
    }

    private static Map<TopicPartition, OffsetAndTimestamp> at(
            Consumer<?, ?> consumer, List<TopicPartition> partitions, long time) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, time));
        return consumer.offsetsForTimes(asked, PATIENCE);
    }
}
