package io.weir.pipeline.kafka;

/**
 * One record of a topic as it lies there.
 *
 * @param topic where it was read
 * @param key its key, null when it has none
 * @param value its value, null for a tombstone
 * @param time its timestamp, milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogRecord(String topic, byte[] key, byte[] value, long time) {}
