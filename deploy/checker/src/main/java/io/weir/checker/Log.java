package io.weir.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's log, committed records only. */
public final class Log {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;

    /**
     * A record.
     *
     * @param at its time on the log, milliseconds since the epoch
     */
    public record Stamped(long at, JsonNode record) {}

    public Log(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** All records of a topic up to now, in the order of each partition. */
    public List<JsonNode> read(String topic) throws IOException {
        return stamped(topic).stream().map(Stamped::record).toList();
    }

    /** The same with the time of each. */
    public List<Stamped> stamped(String topic) throws IOException {
        List<Stamped> records = new ArrayList<>();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit", false);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    if (found.value() != null) {
                        records.add(new Stamped(found.timestamp(), JSON.readTree(found.value())));
                    }
                }
            }
        }
        return records;
    }

    /** Together with what the stand-ins hold. */
    public Evidence with(Store store) throws IOException {
        return Evidence.of(
                read("weir.incidents"),
                read("weir.remediations"),
                read("weir.receipts"),
                store.tickets(),
                store.jobs());
    }
}
