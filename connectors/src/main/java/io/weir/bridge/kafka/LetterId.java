package io.weir.bridge.kafka;

import io.weir.schema.Topics;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a dead letter lies on {@code weir.dead-letters}; it never changes.
 *
 * @param partition of the topic
 * @param offset in the partition
 */
public record LetterId(int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})-(\\d{1,18})");

    /** Reads {@code 3-1042}; null when it is no such text. */
    public static LetterId parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() ? new LetterId(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))) : null;
    }

    TopicPartition place() {
        return new TopicPartition(Topics.DEAD_LETTERS, partition);
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
