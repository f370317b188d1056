package io.weir.bridge.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of the Kafka clients. What the answers to the senders rest on is fixed; the rest yields to the
 * configuration.
 */
public final class ClientProperties {
    /** When Kafka has not acknowledged by then, the sender is told so; it has to be well below two seconds. */
    public static final Duration DELIVERY_TIMEOUT = Duration.ofMillis(1500);

    /** Biggest record, and what a topic has to take. */
    public static final int MAX_RECORD_BYTES = 8 << 20;

    /** How far a {@link #follower} may be behind what is written, beside its own work. */
    private static final Duration FOLLOWER_LAG = Duration.ofMillis(50);

    private ClientProperties() {}

    static Map<String, Object> producer(Map<String, String> configured) {
        Map<String, Object> p = new HashMap<>();
        p.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        p.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(256 << 10));
        p.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        p.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(64L << 20));
        p.put(ProducerConfig.CLIENT_ID_CONFIG, "weir-bridge");
        p.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, "30000");
        p.putAll(configured);
        reconnectSoon(p);
        p.put(ProducerConfig.ACKS_CONFIG, "all");
        p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(MAX_RECORD_BYTES));
        // Zero: send() is called on event loops. Without metadata or memory it has to fail at once, not wait.
        p.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "0");
        // Records give up together with the answer. Kept any longer, they would fill the memory with what the senders,
        // having been told 503, send once more.
        p.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(DELIVERY_TIMEOUT.toMillis()));
        p.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "1000");
        return p;
    }

    /** For a reader of everything that is committed, without a group. */
    public static Map<String, Object> consumer(Map<String, String> configured, String clientId) {
        Map<String, Object> p = new HashMap<>();
        p.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
        p.putAll(configured);
        reconnectSoon(p);
        p.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        p.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        p.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        p.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        p.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        p.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        return p;
    }

    /**
     * For a reader that follows the log's end for ever. Without it each write of the bridge would be fetched on its own,
     * which costs the broker nearly as much as the write.
     */
    public static Map<String, Object> follower(Map<String, String> configured, String clientId) {
        Map<String, Object> p = consumer(configured, clientId);
        p.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, String.valueOf(1 << 20));
        p.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, String.valueOf(FOLLOWER_LAG.toMillis()));
        return p;
    }

    static Map<String, Object> admin(Map<String, String> configured) {
        Map<String, Object> p = new HashMap<>(configured);
        reconnectSoon(p);
        p.put(AdminClientConfig.CLIENT_ID_CONFIG, "weir-bridge-setup");
        p.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        p.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
        return p;
    }

    private static void reconnectSoon(Map<String, Object> p) {
        p.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, "50");
        p.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
        p.putIfAbsent(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, "50");
        p.putIfAbsent(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, "500");
        p.putIfAbsent(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, "1000");
        p.putIfAbsent(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, "2000");
    }
}
