package io.weir.app.bench.flow;

import io.weir.pipeline.CorrelateJob;
import io.weir.schema.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the correlate job is behind: what it says to Kafka with each checkpoint, against what lies there. */
final class Lag implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 100;

    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> ends;

    /** Of the job that reads the Kafka at {@code bootstrap}. */
    Lag(String bootstrap) throws InterruptedException, ExecutionException {
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
    long written() throws InterruptedException, ExecutionException {
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(each -> each.offset())
                .sum();
    }

    /** Records that a completed checkpoint covers. */
    long done() throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(CorrelateJob.NAME).partitionsToOffsetAndMetadata().get().values().stream()
                .filter(java.util.Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** Waits until everything that lies there now is done. */
    void drain() throws InterruptedException, ExecutionException {
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
