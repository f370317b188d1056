package io.weir.app.bench.load;

import io.weir.schema.Topics;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a job is behind with the alerts: what it says to Kafka with each checkpoint, against what lies there. */
public final class Lag implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 100;

    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, OffsetSpec> ends;

    /** Of the job that reads the Kafka at {@code bootstrap} as {@code group}. */
    public Lag(String bootstrap, String group) throws InterruptedException, ExecutionException {
        this.group = group;
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        int partitions = admin.describeTopics(java.util.List.of(Topics.ALERTS))
                .allTopicNames()
                .get()
                .get(Topics.ALERTS)
                .partitions()
                .size();
        ends = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        number -> new TopicPartition(Topics.ALERTS, number), number -> OffsetSpec.latest()));
    }

    /** Records that lie on Kafka. */
    public long written() throws InterruptedException, ExecutionException {
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(each -> each.offset())
                .sum();
    }

    /** The time of the newest record, milliseconds since the epoch. */
    public long newest() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> newest = ends.keySet().stream()
                .collect(Collectors.toMap(Function.identity(), each -> OffsetSpec.maxTimestamp()));
        return admin.listOffsets(newest).all().get().values().stream()
                .mapToLong(each -> each.timestamp())
                .max()
                .orElseThrow();
    }

    /** Records that a completed checkpoint covers: what follows from them is done and can be read. */
    public long done() throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(each -> each.getKey().topic().equals(Topics.ALERTS))
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** Waits until everything that lies there now is done. */
    public void drain() throws InterruptedException, ExecutionException {
        long all = written();
        while (done() < all) {
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
