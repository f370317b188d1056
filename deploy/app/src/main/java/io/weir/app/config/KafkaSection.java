package io.weir.app.config;

import io.weir.app.config.KafkaConfig.TopicsConfig;
import io.weir.pipeline.settings.KafkaSecrets;
import io.weir.schema.yaml.Section;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads {@code kafka}. */
final class KafkaSection {
    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private KafkaSection() {}

    static KafkaConfig read(Section kafka) {
        Optional<String> bootstrap =
                kafka.value("bootstrap", KafkaSection::bootstrap, "").optional();
        Map<String, String> properties = kafka.map("properties").orElse(Map.of());
        if (bootstrap.isEmpty() && !properties.isEmpty()) {
            kafka.problem("properties", "the embedded broker takes none", "add bootstrap, or remove them");
        }
        if (properties.containsKey("bootstrap.servers")) {
            kafka.problem("properties", "bootstrap.servers has a key of its own", "write it as kafka.bootstrap");
        }
        for (String name : properties.keySet()) {
            // settings travel to Flink as text that others can read
            if (KafkaSecrets.isBare(name, properties.get(name))) {
                kafka.problem(
                        "properties",
                        name + ": expected a reference such as ${env:NAME}, found a secret",
                        "put the secret into the environment or a file");
            }
        }
        Section embedded = kafka.section("embedded");
        if (bootstrap.isPresent() && kafka.has("embedded")) {
            kafka.problem("embedded", "with bootstrap there is no embedded broker", "remove one of the two");
        }
        return new KafkaConfig(
                bootstrap, properties, ConfigFile.port(embedded, "port", 9092), topics(kafka.section("topics")));
    }

    private static TopicsConfig topics(Section topics) {
        Section retention = topics.section("retention");
        return new TopicsConfig(
                topics.integer("partitions", 1, 1024).orElse(4),
                topics.integer("replication", -1, 9).orElse(-1),
                retention.duration("alerts", SHORTEST, LONGEST).orElse(Duration.ofDays(14)),
                retention.duration("others", SHORTEST, LONGEST).orElse(Duration.ofDays(90)));
    }

    private static String bootstrap(String text) {
        for (String address : text.split(",", -1)) {
            if (!address.strip().matches("\\S+:\\d{1,5}")) {
                throw new IllegalArgumentException("expected host:port[,host:port…], found: " + text);
            }
        }
        return text;
    }
}
