package io.weir.pipeline.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the reading of a stretch of a topic begins or ends. A record that is gone when it is asked for fails the job: a
 * history with a hole would give other results and not say so.
 *
 * @param atMs milliseconds since the epoch; null for the first record that is still there
 * @param beyond offsets counted on from the first record at or after {@code atMs}
 */
record HistoryOffsets(Long atMs, int beyond) implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    /** The first record that is still there. */
    static HistoryOffsets beginning() {
        return new HistoryOffsets(null, 0);
    }

    /** The first record at or after an instant; the end of a partition without one. */
    static HistoryOffsets from(long atMs) {
        return new HistoryOffsets(atMs, 0);
    }

    /** Behind the first record at or after an instant, which is the last to be read. */
    static HistoryOffsets through(long atMs) {
        return new HistoryOffsets(atMs, 1);
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
        if (atMs == null) {
            return kafka.beginningOffsets(partitions);
        }
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, atMs));
        Map<TopicPartition, Long> offsets = new HashMap<>(kafka.endOffsets(partitions));
        kafka.offsetsForTimes(asked).forEach((partition, found) -> {
            if (found != null) {
                offsets.put(partition, found.offset() + beyond);
            }
        });
        return offsets;
    }

    @Override
    @SuppressWarnings("deprecation") // the connector's own signature
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}
