package io.weir.e2e;

import io.weir.schema.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What lies on Kafka, committed transactions only. */
final class KafkaLog {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings;

    KafkaLog(String bootstrap) {
        this(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    /** The same for a Kafka that wants more of its clients than to know its address. */
    KafkaLog(Map<String, String> client) {
        this.settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    }

    /** All records of a topic up to now, clock ticks left out; those of one key in their order. */
    <T> List<T> read(String topic, Wire<T> wire) throws IOException {
        List<T> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> found : raw(topic)) {
            if (found.value() != null && !Wire.isTick(found.value())) {
                records.add(wire.read(found.value()));
            }
        }
        return records;
    }

    private List<ConsumerRecord<byte[], byte[]>> raw(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }
}
