package io.weir.pipeline.kafka;

import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.DeadLetter;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Tally;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Streams as Weir's topics. A record's timestamp is the time that the record itself names. */
public final class LogSinks {
    private LogSinks() {}

    /** Incident revisions, marked as decided live. */
    public static DataStreamSink<Incident> incidents(DataStream<Incident> stream, KafkaSettings kafka) {
        return write(
                stream,
                kafka,
                Topics.INCIDENTS,
                new WireRecords<>(
                        Topics.INCIDENTS,
                        () -> Wire.INCIDENT,
                        LiveMark::on,
                        incident -> Topics.key(incident.tenant(), incident.incidentId()),
                        Incident::updatedAt,
                        Incident::trace));
    }

    /** Remediation decisions, marked as decided live. */
    public static DataStreamSink<Remediation> remediations(DataStream<Remediation> stream, KafkaSettings kafka) {
        return write(
                stream,
                kafka,
                Topics.REMEDIATIONS,
                new WireRecords<>(
                        Topics.REMEDIATIONS,
                        () -> Wire.REMEDIATION,
                        LiveMark::on,
                        remediation -> Topics.key(remediation.tenant(), remediation.incidentId()),
                        Remediation::requestedAt,
                        Remediation::trace));
    }

    /** Receipts. */
    public static DataStreamSink<Receipt> receipts(DataStream<Receipt> stream, KafkaSettings kafka) {
        return write(
                stream,
                kafka,
                Topics.RECEIPTS,
                new WireRecords<>(Topics.RECEIPTS, () -> Wire.RECEIPT, LogSinks::subjectOf, Receipt::at));
    }

    /** What a receipt is about: those about one thing keep their order. */
    public static String subjectOf(Receipt receipt) {
        String subject = Stream.of(
                        receipt.incidentId(), receipt.fingerprint(), receipt.externalId(), receipt.downtimeId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return Topics.key(receipt.tenant(), subject);
    }

    /** Decisions. */
    public static DataStreamSink<Decision> decisions(DataStream<Decision> stream, KafkaSettings kafka) {
        return write(
                stream,
                kafka,
                Topics.DECISIONS,
                new WireRecords<>(
                        Topics.DECISIONS,
                        () -> Wire.DECISION,
                        decision -> Topics.key(
                                decision.tenant(),
                                decision.fingerprint() != null ? decision.fingerprint() : decision.incidentId()),
                        Decision::at));
    }

    /** Tallies; one writer, for there is one record per tenant and minute. */
    public static DataStreamSink<Tally> tallies(DataStream<Tally> stream, KafkaSettings kafka) {
        WireRecords<Tally> records = new WireRecords<>(
                Topics.DECISIONS, () -> Wire.TALLY, tally -> Topics.key(tally.tenant(), "tally"), Tally::minute);
        return stream.sinkTo(sink(kafka, "tallies", records))
                .name("tallies sink")
                .uid("tallies-sink")
                .setParallelism(1);
    }

    /** Dead letters; one writer, for there should be few. */
    public static DataStreamSink<DeadLetter> deadLetters(DataStream<DeadLetter> stream, KafkaSettings kafka) {
        return write(
                        stream,
                        kafka,
                        Topics.DEAD_LETTERS,
                        new WireRecords<>(
                                Topics.DEAD_LETTERS, () -> Wire.DEAD_LETTER, DeadLetter::tenant, DeadLetter::at))
                .setParallelism(1);
    }

    private static <T> DataStreamSink<T> write(
            DataStream<T> stream, KafkaSettings kafka, String topic, KafkaRecordSerializationSchema<T> records) {
        String word = topic.substring(topic.indexOf('.') + 1);
        return stream.sinkTo(sink(kafka, word, records)).name(word + " sink").uid(word + "-sink");
    }

    /**
     * A writer to Kafka as the jobs have it.
     *
     * @param word tells its transactions from those of the job's other sinks
     */
    public static <T> KafkaSink<T> sink(KafkaSettings kafka, String word, KafkaRecordSerializationSchema<T> records) {
        KafkaSinkBuilder<T> builder = builder(kafka, records);
        if (kafka.guarantee() == Guarantee.AT_LEAST_ONCE) {
            return builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
        }
        return builder.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(kafka.transactionalIdPrefix() + "-" + word)
                // With a checkpoint each second, a new transactional id per checkpoint would pile up in the broker.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .build();
    }

    static <T> KafkaSinkBuilder<T> builder(KafkaSettings kafka, KafkaRecordSerializationSchema<T> records) {
        Properties properties = kafka.clientProperties();
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(128 << 10));
        properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(kafka.maxRecordBytes()));
        properties.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(kafka.transactionTimeoutMs()));
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(properties)
                .setBootstrapServers(kafka.bootstrap())
                .setRecordSerializer(records);
    }
}
