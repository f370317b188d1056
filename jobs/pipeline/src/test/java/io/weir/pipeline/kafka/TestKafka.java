package io.weir.pipeline.kafka;

import static org.awaitility.Awaitility.await;

import io.weir.broker.EmbeddedBroker;
import io.weir.schema.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with Weir's topics, and the means to write and read them. */
public final class TestKafka implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;

    /** Starts a broker in {@code folder}. */
    public TestKafka(Path folder) {
        broker = EmbeddedBroker.start(folder, 0);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public String bootstrap() {
        return broker.bootstrap();
    }

    /** Makes all topics anew; alerts and directives have the broker's time. */
    public void freshTopics(int partitions) throws Exception {
        freshTopics(partitions, true);
    }

    /** Makes all topics anew; alerts and directives have the broker's time, or the one their writer gives. */
    public void freshTopics(int partitions, boolean brokerTime) throws Exception {
        delete(Topics.all());
        for (String topic : Topics.all()) {
            create(topic, topic.equals(Topics.DIRECTIVES) ? 1 : partitions, brokerTime);
        }
    }

    private void delete(List<String> topics) throws Exception {
        Set<String> there = admin.listTopics().names().get();
        Set<String> old = topics.stream().filter(there::contains).collect(Collectors.toSet());
        if (!old.isEmpty()) {
            admin.deleteTopics(old).all().get();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Collections.disjoint(admin.listTopics().names().get(), old));
        }
    }

    public void create(String topic, int partitions) throws Exception {
        create(topic, partitions, true);
    }

    private void create(String topic, int partitions, boolean brokerTime) throws Exception {
        Map<String, String> config = new HashMap<>();
        // a log that was recorded long ago would be gone half a minute after it was written
        config.put("retention.ms", "-1");
        if (brokerTime && (topic.equals(Topics.ALERTS) || topic.equals(Topics.DIRECTIVES))) {
            config.put("message.timestamp.type", "LogAppendTime");
        }
        if (topic.equals(Topics.DIRECTIVES)) {
            config.put("cleanup.policy", "compact");
        }
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(config)))
                .all()
                .get();
    }

    public void send(String topic, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    public void send(String topic, int partition, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
    }

    public void sendText(String topic, String text) throws Exception {
        send(topic, text, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Consumer groups that have left a trace. */
    public Set<String> groups() throws Exception {
        return admin.listGroups().all().get().stream()
                .map(group -> group.groupId())
                .collect(Collectors.toSet());
    }

    /** All committed records of a topic so far. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) throws Exception {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
        broker.close();
    }
}
