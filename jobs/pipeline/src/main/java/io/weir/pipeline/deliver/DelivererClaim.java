package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Control;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Says on {@code weir.control} which job delivers from now on. */
final class DelivererClaim {
    private DelivererClaim() {}

    /**
     * Writes it; returns when Kafka has it.
     *
     * @param definedAt when the job was defined, milliseconds since the epoch
     * @throws IllegalStateException when Kafka does not take it
     */
    static void write(KafkaSettings kafka, String job, long definedAt) throws InterruptedException {
        Properties properties = kafka.clientProperties();
        properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.setProperty(ProducerConfig.CLIENT_ID_CONFIG, kafka.consumerGroup() + "-claim");
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        Control claim = new Control(Control.Kind.DELIVERER, null, null, job, null, null, definedAt);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.CONTROL, claim.key().getBytes(StandardCharsets.UTF_8), Wire.CONTROL.write(claim)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot say on " + Topics.CONTROL + " that this job delivers", e);
        }
    }
}
