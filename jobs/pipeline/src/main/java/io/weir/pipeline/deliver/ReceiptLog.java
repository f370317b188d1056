package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what was done before, from {@code weir.receipts}, before a task does anything.
 *
 * @param kafka how to reach Kafka
 */
record ReceiptLog(KafkaSettings kafka) implements Serializable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptLog.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Receipts bear the time of the decision, not of their writing. */
    private static final long SLACK_MS = 600_000;

    /**
     * Reads all receipts from {@code fromMs} on, up to what is committed now, into {@code memory}.
     *
     * @param fromMs milliseconds since the epoch
     */
    void read(long fromMs, ReceiptMemory memory) {
        Properties properties = kafka.clientProperties();
        properties.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.CLIENT_ID_CONFIG, kafka.consumerGroup() + "-receipt-memory");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RECEIPTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            long from = Math.max(0, fromMs - SLACK_MS);
            Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(
                    partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> from)));
            consumer.assign(partitions);
            for (TopicPartition partition : partitions) {
                OffsetAndTimestamp offset = first.get(partition);
                consumer.seek(partition, offset == null ? ends.get(partition) : offset.offset());
            }
            int count = 0;
            while (true) {
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (ends.isEmpty()) {
                    break;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    learn(record, fromMs, memory);
                    count++;
                }
            }
            LOG.info("read {} receipts from before", count);
        }
    }

    private static void learn(ConsumerRecord<byte[], byte[]> record, long fromMs, ReceiptMemory memory) {
        try {
            Receipt receipt = Wire.RECEIPT.read(record.value());
            if (receipt.at() >= fromMs) {
                memory.learn(receipt);
            }
        } catch (IOException e) {
            LOG.warn("a receipt at {}-{} cannot be read", record.partition(), record.offset(), e);
        }
    }
}
