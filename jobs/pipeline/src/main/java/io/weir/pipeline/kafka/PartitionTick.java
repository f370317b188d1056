package io.weir.pipeline.kafka;

/**
 * A clock tick on its way to one partition.
 *
 * @param topic the topic
 * @param partition the partition
 */
public record PartitionTick(String topic, int partition) {}
