package io.weir.app.bench.load;

import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Ticks behind a log that is at its end, as the bridge would write them; time does not go on with them. Without any, Flink's
 * reader waits ten seconds before it tells Kafka what its checkpoints cover.
 */
public final class Ticks implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final long time;

    /** To the Kafka there; {@code time} is that of the log's last record, milliseconds since the epoch. */
    public Ticks(String bootstrap, long time) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.time = time;
    }

    /** Writes one to each partition of the alerts' topic. */
    public void send() {
        for (int partition = 0; partition < BenchTopics.PARTITIONS; partition++) {
            var unused = producer.send(new ProducerRecord<>(Topics.ALERTS, partition, time, null, Wire.tick()));
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
