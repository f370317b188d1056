package io.weir.pipeline.settings;

import io.weir.schema.Topics;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * How a replay reads what lies on Kafka. It can read only: there is no place for what a writer needs.
 *
 * @param bootstrap {@code host:port[,host:port…]}
 * @param properties further properties of the consumers; a secret in them must be a reference that Kafka's own
 *     {@code config.providers} resolve, for example <code>${env:KAFKA_JAAS}</code>; null means none
 * @param consumerGroup consumer group, for Kafka's access control and monitoring: nothing is committed under it; null
 *     means {@code weir-replay}
 * @param partitions partition counts of topics, to choose how many readers are useful; a topic that is not named counts
 *     as having one per task; null means none named
 * @param fromMs alerts are read from the first record at or after this instant, milliseconds since the epoch
 */
public record KafkaHistory(
        String bootstrap,
        Map<String, String> properties,
        String consumerGroup,
        Map<String, Integer> partitions,
        Long fromMs)
        implements Serializable {
    private static final String DEFAULT_GROUP = "weir-replay";

    public KafkaHistory {
        Check.text("kafka.bootstrap", bootstrap);
        properties = properties == null ? Map.of() : Map.copyOf(properties);
        properties.forEach(Check::noSecret);
        consumerGroup = consumerGroup == null ? DEFAULT_GROUP : consumerGroup;
        Check.text("kafka.consumerGroup", consumerGroup);
        partitions = partitions == null ? Map.of() : Map.copyOf(partitions);
        partitions.forEach((topic, count) -> {
            Check.that(Topics.all().contains(topic), "kafka.partitions." + topic, "one of " + Topics.all());
            Check.atLeast("kafka.partitions." + topic, count, 1);
        });
        Check.atLeast("kafka.fromMs", fromMs, 0);
    }

    /**
     * From the properties of any client.
     *
     * @param client with the address among them
     * @param consumerGroup null for the usual one
     */
    public static KafkaHistory of(Map<String, String> client, String consumerGroup, long fromMs) {
        Map<String, String> properties = new HashMap<>(client);
        String bootstrap = properties.remove("bootstrap.servers");
        return new KafkaHistory(bootstrap, properties, consumerGroup, null, fromMs);
    }

    /** The same with partition counts. */
    public KafkaHistory withPartitions(Map<String, Integer> counts) {
        return new KafkaHistory(bootstrap, properties, consumerGroup, counts, fromMs);
    }

    /** How many readers of a topic are useful: more readers than partitions would never see a record. */
    public int readersOf(String topic, int parallelism) {
        return Math.min(parallelism, partitions.getOrDefault(topic, parallelism));
    }

    /** Properties of a consumer that reads what is committed, and leaves no trace. */
    public Properties consumerProperties() {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("bootstrap.servers", bootstrap);
        all.setProperty("group.id", consumerGroup);
        all.setProperty("isolation.level", "read_committed");
        all.setProperty("enable.auto.commit", "false");
        all.setProperty("auto.offset.reset", "none");
        all.setProperty("allow.auto.create.topics", "false");
        return all;
    }

    /** Does not show the properties' values. */
    @Override
    public String toString() {
        return "KafkaHistory[bootstrap=" + bootstrap + ", properties=" + properties.keySet() + ", consumerGroup="
                + consumerGroup + ", partitions=" + partitions + ", fromMs=" + fromMs + "]";
    }
}
