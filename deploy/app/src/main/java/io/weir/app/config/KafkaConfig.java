package io.weir.app.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Which Kafka to use.
 *
 * @param bootstrap the user's own cluster; empty: the embedded broker
 * @param properties more client properties, for example for TLS and SASL; may hold secrets
 * @param embeddedPort port of the embedded broker; 0 picks a free one
 * @param topics how topics are created when they are absent
 */
public record KafkaConfig(
        Optional<String> bootstrap, Map<String, String> properties, int embeddedPort, TopicsConfig topics) {

    public KafkaConfig {
        properties = Map.copyOf(properties);
    }

    /**
     * Properties for every client but the address. References such as <code>${env:NAME}</code> and
     * <code>${file:/path:key}</code> are resolved by Kafka's own providers.
     */
    public Map<String, String> clientProperties() {
        if (properties.containsKey("config.providers")
                || properties.values().stream().noneMatch(value -> value.contains("${"))) {
            return properties;
        }
        Map<String, String> all = new HashMap<>(properties);
        all.put("config.providers", "env,file");
        all.put("config.providers.env.class", EnvVarConfigProvider.class.getName());
        all.put("config.providers.file.class", FileConfigProvider.class.getName());
        return all;
    }

    /** Without the values of {@link #properties}. */
    @Override
    public String toString() {
        return "KafkaConfig[bootstrap=" + bootstrap + ", properties=" + properties.keySet() + ", embeddedPort="
                + embeddedPort + ", topics=" + topics + "]";
    }

    /**
     * How topics are created.
     *
     * @param partitions of each topic except the directives', which has one
     * @param replication copies of each partition; -1 leaves it to the brokers
     * @param alertRetention how long alerts are kept, and so how far back a replay can reach
     * @param retention how long incidents, remediations, receipts and dead letters are kept
     */
    public record TopicsConfig(int partitions, int replication, Duration alertRetention, Duration retention) {}
}
