package io.weir.pipeline.deliver;

import io.weir.core.directives.DowntimeWindow;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Control;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code weir.control} and {@code weir.directives} from their beginning on a thread of its own. Not a Flink
 * source: a brake has to act within a second, also while records or checkpoints are held up.
 */
final class ControlFeed implements ControlView, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlFeed.class);
    private static final List<String> TOPICS = List.of(Topics.CONTROL, Topics.DIRECTIVES);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK_WITHIN = Duration.ofSeconds(2);
    /** The ends of the topics are asked for so often; that they answer shows that there is nothing more to read. */
    private static final long CHECK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long READABLE_FOR_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long FORGET_EVERY_NS = TimeUnit.MINUTES.toNanos(1);
    /** A downtime that is over may still be named by a revision that comes late. */
    private static final long KEEP_MS = 3_600_000;

    private final Properties properties;
    private final Thread thread = new Thread(this, "control-feed");
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closed;
    /** What is obeyed: read to the end once. */
    private volatile ControlMemory memory = new ControlMemory();

    private volatile boolean everRead;
    private volatile long readAt;

    private ControlFeed(KafkaSettings kafka) {
        properties = kafka.clientProperties();
        properties.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.setProperty(ConsumerConfig.CLIENT_ID_CONFIG, kafka.consumerGroup() + "-control-feed");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // a place that is gone must not become the newest: a brake in between would be missed
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        thread.setDaemon(true);
    }

    /** Begins to read. */
    static ControlFeed open(KafkaSettings kafka) {
        ControlFeed feed = new ControlFeed(kafka);
        feed.thread.start();
        return feed;
    }

    @Override
    public boolean readable() {
        return everRead && System.nanoTime() - readAt < READABLE_FOR_NS;
    }

    @Override
    public Control brake(String tenant) {
        return memory.brake(tenant);
    }

    @Override
    public Control deliverer() {
        return memory.deliverer();
    }

    @Override
    public DowntimeWindow downtime(String tenant, Map<String, String> labels, long at) {
        return memory.downtime(tenant, labels, at);
    }

    @Override
    public void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(properties)) {
                consumer = reader;
                follow(reader);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the control feed was told to stop", e);
            } catch (InvalidOffsetException e) {
                LOG.warn("{} were cut or made anew and are read from their beginning", TOPICS, e);
                pause();
            } catch (KafkaException e) {
                LOG.warn("{} cannot be read; launches wait", TOPICS, e);
                pause();
            } catch (RuntimeException e) {
                LOG.error("reading {} broke and begins anew; launches wait", TOPICS, e);
                pause();
            }
        }
    }

    /**
     * Reads from the beginning. What was known is obeyed until everything is read once more: on the way there are older
     * records, such as a brake before it was set.
     */
    private void follow(KafkaConsumer<byte[], byte[]> reader) {
        ControlMemory fresh = new ControlMemory();
        List<TopicPartition> partitions = partitions(reader);
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        long checkAt = System.nanoTime();
        long forgetAt = checkAt + FORGET_EVERY_NS;
        Map<TopicPartition, Long> ends = Map.of();
        long endsAt = checkAt;
        while (!closed) {
            reader.poll(POLL).forEach(raw -> take(raw, fresh));
            long now = System.nanoTime();
            if (now - checkAt >= 0) {
                ends = check(reader, partitions, fresh, ends, endsAt);
                endsAt = now;
                checkAt = now + CHECK_EVERY_NS;
            }
            if (now - forgetAt >= 0) {
                fresh.forget(System.currentTimeMillis() - KEEP_MS);
                forgetAt = now + FORGET_EVERY_NS;
            }
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : TOPICS) {
            List<PartitionInfo> known = reader.partitionsFor(topic, ASK_WITHIN);
            if (known == null || known.isEmpty()) {
                throw new KafkaException("there is no topic " + topic);
            }
            known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }

    /**
     * Notes that everything up to the last time the ends were asked for is read, when it is; and asks for them again. Not
     * compared with the ends of now: ticks come all the time, so a reader in step is always a little behind.
     *
     * @param before ends as asked for last time; empty before the first time
     * @param beforeAt when that was
     * @return the ends of now
     */
    private Map<TopicPartition, Long> check(
            KafkaConsumer<byte[], byte[]> reader,
            List<TopicPartition> partitions,
            ControlMemory fresh,
            Map<TopicPartition, Long> before,
            long beforeAt) {
        boolean read = !before.isEmpty()
                && partitions.stream().allMatch(partition -> reader.position(partition) >= before.get(partition));
        if (read) {
            memory = fresh;
            readAt = beforeAt;
            everRead = true;
        }
        try {
            return reader.endOffsets(partitions, ASK_WITHIN);
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            LOG.warn("Kafka does not tell where {} end; launches wait when that lasts", TOPICS, e);
            return Map.of();
        }
    }

    private static void take(ConsumerRecord<byte[], byte[]> raw, ControlMemory memory) {
        byte[] value = raw.value();
        if (value != null && Wire.isTick(value)) {
            return;
        }
        try {
            if (raw.topic().equals(Topics.DIRECTIVES)) {
                if (value != null) {
                    memory.take(Wire.DIRECTIVE.read(value), raw.timestamp());
                }
            } else {
                String key = raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
                memory.take(key, value == null ? null : Wire.CONTROL.read(value));
            }
        } catch (IOException | RuntimeException e) {
            // the correlate job makes a dead letter of a directive; here only what is understood can be obeyed
            LOG.error("a record of {} at offset {} cannot be read and is not obeyed", raw.topic(), raw.offset(), e);
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> reader = consumer;
        if (reader != null) {
            reader.wakeup();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
