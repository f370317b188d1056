package io.weir.bridge.kafka;

import io.weir.schema.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and checks those that are there. */
public final class TopicSetup {
    private static final String APPEND_TIME = "LogAppendTime";
    /** Those of which only the newest record of a key counts, in one partition. */
    private static final List<String> COMPACTED = List.of(Topics.DIRECTIVES, Topics.CONTROL);

    private static final List<String> TIMED = List.of(Topics.ALERTS, Topics.DIRECTIVES);

    private final Map<String, String> kafka;
    private final TopicOptions options;

    /** Topics as {@code options} say, on the Kafka that the client properties {@code kafka} lead to. */
    public TopicSetup(Map<String, String> kafka, TopicOptions options) {
        this.kafka = kafka;
        this.options = options;
    }

    /**
     * Does it once.
     *
     * @return false when Kafka does not answer or is not settled yet; it may be tried again
     * @throws TopicSetupException when trying again is of no use
     */
    public boolean run() throws InterruptedException {
        try (Admin admin = AdminClient.create(ClientProperties.admin(kafka))) {
            create(admin);
            check(admin);
            return true;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RetriableException || cause instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new TopicSetupException("the topics cannot be set up: " + cause.getMessage(), cause);
        }
    }

    private void create(Admin admin) throws InterruptedException, ExecutionException {
        var existing = admin.listTopics().names().get();
        List<NewTopic> missing = new ArrayList<>();
        for (String topic : Topics.all()) {
            if (!existing.contains(topic)) {
                missing.add(topic(topic));
            }
        }
        var results = admin.createTopics(missing).values();
        for (var result : results.entrySet()) {
            try {
                result.getValue().get();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                boolean refused = cause instanceof InvalidReplicationFactorException
                        || cause instanceof InvalidConfigurationException
                        || cause instanceof PolicyViolationException;
                if (refused) {
                    throw new TopicSetupException(
                            result.getKey() + ": Kafka refuses to create it: " + cause.getMessage());
                }
                if (!(cause instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** Where alerts of a tenant wait that is over its quota: kept as long as alerts are. */
    NewTopic spill(String name, int partitions) {
        NewTopic plain = topic(name);
        Map<String, String> config = new HashMap<>(plain.configs());
        config.put(
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(options.alertRetention().toMillis()));
        return new NewTopic(name, Optional.of(partitions), replication()).configs(config);
    }

    private Optional<Short> replication() {
        return options.replication() < 0 ? Optional.empty() : Optional.of((short) options.replication());
    }

    private NewTopic topic(String name) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(ClientProperties.MAX_RECORD_BYTES));
        if (TIMED.contains(name)) {
            config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, APPEND_TIME);
        }
        if (options.replication() >= 3) {
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        if (COMPACTED.contains(name)) {
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            Duration retention = name.equals(Topics.ALERTS) ? options.alertRetention() : options.retention();
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            config.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
        }
        int partitions = COMPACTED.contains(name) ? 1 : options.partitions();
        return new NewTopic(name, Optional.of(partitions), replication()).configs(config);
    }

    private static void check(Admin admin) throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> topics =
                admin.describeTopics(Topics.all()).allTopicNames().get();
        List<ConfigResource> resources = Topics.all().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(resources).all().get();
        for (String topic : COMPACTED) {
            int partitions = topics.get(topic).partitions().size();
            if (partitions != 1) {
                throw new TopicSetupException(topic + ": partitions: expected exactly 1, found " + partitions
                        + "; with more, its records would have no common order");
            }
        }
        for (ConfigResource resource : resources) {
            check(resource.name(), configs.get(resource));
        }
    }

    private static void check(String topic, Config config) {
        if (TIMED.contains(topic)) {
            expect(topic, config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, APPEND_TIME);
        }
        String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
        boolean compacted = policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        if (COMPACTED.contains(topic)) {
            expect(topic, config, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else if (compacted) {
            throw new TopicSetupException(topic + ": " + TopicConfig.CLEANUP_POLICY_CONFIG + ": expected delete, found "
                    + policy + "; compaction would remove history");
        }
        int max = Integer.parseInt(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
        if (max < ClientProperties.MAX_RECORD_BYTES) {
            throw new TopicSetupException(topic + ": " + TopicConfig.MAX_MESSAGE_BYTES_CONFIG + ": expected at least "
                    + ClientProperties.MAX_RECORD_BYTES + ", found " + max);
        }
    }

    private static void expect(String topic, Config config, String setting, String expected) {
        String found = value(config, setting);
        if (!found.equals(expected)) {
            throw new TopicSetupException(topic + ": " + setting + ": expected " + expected + ", found " + found);
        }
    }

    private static String value(Config config, String setting) {
        ConfigEntry entry = config.get(setting);
        return entry == null || entry.value() == null ? "" : entry.value();
    }
}
