package io.weir.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Simple questions to a Kafka, asked by the real clients. Topics have one partition. */
record KafkaProbe(String bootstrap) {

    void createTopic(String name) {
        try (Admin admin = admin()) {
            await(admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all());
        }
    }

    String clusterId() {
        try (Admin admin = admin()) {
            return await(admin.describeCluster().clusterId());
        }
    }

    /** Returns when each value is acknowledged. */
    void produce(String topic, List<String> values) {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String value : values) {
                sent.add(producer.send(new ProducerRecord<>(topic, value)));
            }
            producer.flush();
            sent.forEach(KafkaProbe::await);
        }
    }

    void produceInTransaction(String topic, List<String> values, boolean commit) {
        try (KafkaProducer<String, String> producer =
                producer(Map.of("transactional.id", UUID.randomUUID().toString()))) {
            producer.initTransactions();
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String value : values) {
                sent.add(producer.send(new ProducerRecord<>(topic, value)));
            }
            producer.flush();
            sent.forEach(KafkaProbe::await);
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /** All committed values up to the end that the topic has now. */
    List<String> readAll(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "auto.offset.reset", "earliest", "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
            }
            return values;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", (Object) bootstrap));
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("bootstrap.servers", bootstrap);
        settings.put("acks", "all");
        settings.put("max.request.size", 16 << 20);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
