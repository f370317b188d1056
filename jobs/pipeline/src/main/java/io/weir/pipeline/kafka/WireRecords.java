package io.weir.pipeline.kafka;

import io.weir.schema.TenantHeader;
import io.weir.schema.TraceParent;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes records of one format to one topic. */
final class WireRecords<T> implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final WireRef<T> format;
    private final Part<T, T> form;
    private final Part<T, String> key;
    private final Part<T, Long> time;
    private final Part<T, String> trace;

    /** A writer of records as they are. */
    WireRecords(String topic, WireRef<T> format, Part<T, String> key, Part<T, Long> time) {
        this(topic, format, record -> record, key, time, record -> null);
    }

    /**
     * A writer.
     *
     * @param form what is written for a record
     * @param key the record's key; null for none
     * @param time the record's timestamp in milliseconds since the epoch; null for the time of writing
     * @param trace its place in a trace, for the header; null for none
     */
    WireRecords(
            String topic,
            WireRef<T> format,
            Part<T, T> form,
            Part<T, String> key,
            Part<T, Long> time,
            Part<T, String> trace) {
        this.topic = topic;
        this.format = format;
        this.form = form;
        this.key = key;
        this.time = time;
        this.trace = trace;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T element, KafkaSinkContext context, Long timestamp) {
        String text = key.of(element);
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> written = new ProducerRecord<>(
                topic, null, time.of(element), bytes, format.wire().write(form.of(element)));
        byte[] tenant = TenantHeader.of(topic, bytes);
        if (tenant != null) {
            written.headers().add(TenantHeader.NAME, tenant);
        }
        String place = trace.of(element);
        if (place != null) {
            written.headers().add(TraceParent.HEADER, place.getBytes(StandardCharsets.US_ASCII));
        }
        return written;
    }

    /** Names the topic: the sink asks the broker for transactions that are still open on it. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }

    /** One part of a record. */
    @FunctionalInterface
    interface Part<T, V> extends Serializable {
        V of(T element);
    }
}
