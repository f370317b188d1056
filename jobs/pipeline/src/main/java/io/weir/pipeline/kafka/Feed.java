package io.weir.pipeline.kafka;

import io.weir.schema.DeadLetter;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A topic as a stream. Every element carries the timestamp of its Kafka record, and so does the watermark.
 *
 * @param records what could be read
 * @param unreadable what could not
 */
public record Feed<T>(DataStream<T> records, DataStream<DeadLetter> unreadable) {}
