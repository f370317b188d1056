package io.weir.app.server;

import io.weir.app.config.KafkaConfig;
import io.weir.schema.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What every part has to know of Kafka. */
final class KafkaClients {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private KafkaClients() {}

    static Map<String, String> properties(KafkaConfig config, String bootstrap) {
        Map<String, String> properties = new HashMap<>(config.clientProperties());
        properties.put("bootstrap.servers", bootstrap);
        return properties;
    }

    /**
     * Waits until all topics are there; the bridge creates them.
     *
     * @return partition counts by topic
     * @throws IllegalStateException when they are not there in time, or Kafka refuses
     */
    static Map<String, Integer> awaitTopics(Map<String, String> kafka) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(new HashMap<String, Object>(kafka))) {
            while (true) {
                try {
                    return partitions(admin);
                } catch (ExecutionException | TimeoutException e) {
                    boolean passes = e instanceof TimeoutException
                            || e.getCause() instanceof RetriableException
                            || e.getCause() instanceof UnknownTopicOrPartitionException;
                    if (!passes || System.nanoTime() > deadline) {
                        throw new IllegalStateException(
                                "kafka.bootstrap: no Kafka answers at " + kafka.get("bootstrap.servers")
                                        + ", or Weir's topics are missing there: "
                                        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                                e);
                    }
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            }
        }
    }

    private static Map<String, Integer> partitions(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Integer> counts = new HashMap<>();
        admin.describeTopics(Topics.all())
                .allTopicNames()
                .get(10, TimeUnit.SECONDS)
                .forEach((topic, description) ->
                        counts.put(topic, description.partitions().size()));
        return counts;
    }
}
