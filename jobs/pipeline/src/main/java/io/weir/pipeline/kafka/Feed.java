package io.weir.pipeline.kafka;

import io.weir.schema.DeadLetter;
import io.weir.schema.Fold;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A topic as a stream. Every element carries the timestamp of its Kafka record, and so does the watermark.
 *
 * @param records what could be read
 * @param unreadable what could not
 * @param folds what stands for repeats, among alerts; nothing on other topics
 */
public record Feed<T>(DataStream<T> records, DataStream<DeadLetter> unreadable, DataStream<Fold> folds) {}
