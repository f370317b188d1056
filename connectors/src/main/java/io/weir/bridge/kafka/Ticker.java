package io.weir.bridge.kafka;

import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log's clock going: a partition of alerts or directives that had nothing from us for a while gets a tick. It
 * also keeps the producer's knowledge of the topics fresh, as its sends do not wait for it.
 */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final List<String> TIMED = List.of(Topics.ALERTS, Topics.DIRECTIVES);

    /** What else the bridge writes; a topic that the producer has not heard of lately is refused at once. */
    private static final List<String> WRITTEN =
            List.of(Topics.DEAD_LETTERS, Topics.CONTROL, Topics.RETRIES, Topics.INCIDENTS, Topics.REMEDIATIONS);

    private static final byte[] TICK_KEY = Topics.TICK_KEY.getBytes(StandardCharsets.UTF_8);

    private final RecordLog log;
    private final BridgeMetrics metrics;
    private final long everyNanos;
    private final Set<TopicPartition> underway = ConcurrentHashMap.newKeySet();
    private boolean failing;
    private volatile boolean topicsKnown;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "weir-ticker");
        thread.setDaemon(true);
        return thread;
    });

    /** A ticker that is not started. */
    public Ticker(RecordLog log, Duration every, BridgeMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
        this.everyNanos = every.toNanos();
    }

    /** Starts ticking. */
    @SuppressWarnings("FutureReturnValueIgnored") // a round never fails
    public void start() {
        long pause = Math.max(TimeUnit.MILLISECONDS.toNanos(2), everyNanos / 10);
        rounds.scheduleWithFixedDelay(this::round, 0, pause, TimeUnit.NANOSECONDS);
    }

    private void round() {
        try {
            boolean known = true;
            for (String topic : WRITTEN) {
                known &= log.partitions(topic) > 0;
            }
            for (String topic : TIMED) {
                known &= log.partitions(topic) > 0;
                tickQuiet(topic);
            }
            topicsKnown = known;
            failing = false;
        } catch (RuntimeException e) {
            // The next round is as good as this one; without it the pipeline's time would stand still for ever.
            if (!failing) {
                LOG.warn("a round of ticks failed, going on", e);
            }
            failing = true;
        }
    }

    private void tickQuiet(String topic) {
        PartitionActivity activity = log.activity(topic);
        long now = System.nanoTime();
        Set<Integer> quiet = new HashSet<>();
        for (int partition = 0; partition < activity.partitions(); partition++) {
            if (activity.quietFor(partition, now) >= everyNanos) {
                quiet.add(partition);
            }
        }
        for (int partition : quiet) {
            TopicPartition where = new TopicPartition(topic, partition);
            if (underway.add(where)) {
                tick(where);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the next round sees whether the partition is still quiet
    private void tick(TopicPartition where) {
        // A compacted topic takes no record without a key; under this one it keeps the newest tick only.
        byte[] key = where.topic().equals(Topics.DIRECTIVES) ? TICK_KEY.clone() : null;
        log.write(List.of(new ProducerRecord<>(where.topic(), where.partition(), key, Wire.tick())))
                .whenComplete((metadata, failure) -> {
                    underway.remove(where);
                    if (failure == null) {
                        metrics.ticked(where.topic());
                    }
                });
    }

    /** Whether the producer knows every topic that the bridge writes to. */
    public boolean knowsTopics() {
        return topicsKnown;
    }

    /** Stops ticking. */
    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
