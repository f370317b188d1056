package io.weir.app.bench.flow;

import io.weir.bridge.kafka.SpillTopics;
import io.weir.schema.OverQuota;
import io.weir.schema.Tally;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What became of everything that one tenant sent, as Kafka has it: on the log, folded, waiting, and in the tallies. */
final class TenantAccount implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long MINUTE_MS = 60_000;

    private final String tenant;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Admin admin;
    private final TreeMap<Long, Long> receivedByMinute = new TreeMap<>();
    private final TreeMap<Long, Tally> tallies = new TreeMap<>();
    private long written;
    private long folded;

    /** Of a tenant on the Kafka at {@code bootstrap}, from the beginning of its topics. */
    TenantAccount(String bootstrap, String tenant) {
        this.tenant = tenant;
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>(partitions(Topics.ALERTS));
        all.addAll(partitions(Topics.DECISIONS));
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /**
     * The tenant's spill topic.
     *
     * @param written alerts that ever had to wait
     * @param drained those of them that are on the log now
     */
    record Spill(long written, long drained) {
        long waiting() {
            return written - drained;
        }
    }

    /** What waits now, and did. */
    Spill spill() throws InterruptedException, ExecutionException {
        String topic = Topics.spill(tenant);
        if (!admin.listTopics().names().get().contains(topic)) {
            return new Spill(0, 0);
        }
        long all = sum(consumer.endOffsets(partitions(topic)).values());
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(SpillTopics.GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        long drained = committed.entrySet().stream()
                .filter(each -> each.getKey().topic().equals(topic) && each.getValue() != null)
                .mapToLong(each -> each.getValue().offset())
                .sum();
        return new Spill(all, drained);
    }

    /** Reads all that lies there now. */
    void read() throws IOException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null && record.key().startsWith(tenant + "|")) {
                    take(record);
                }
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) throws IOException {
        if (record.topic().equals(Topics.DECISIONS)) {
            if (record.key().endsWith("|tally")) {
                Tally tally = Wire.TALLY.read(record.value());
                tallies.put(tally.minute(), tally);
            }
            return;
        }
        long stands = 1;
        if (Wire.isFold(record.value())) {
            stands = Wire.FOLD.read(record.value()).repeats();
            folded += stands;
        } else if (!OverQuota.is(Wire.ALERT.read(record.value()))) {
            written++;
        }
        receivedByMinute.merge(minute(record.timestamp()), stands, Long::sum);
    }

    /** Alerts on the log, those that Weir itself says of the tenant excepted; for after {@link #read}, as all below. */
    long written() {
        return written;
    }

    /** Repeats that were folded. */
    long folded() {
        return folded;
    }

    /** Observations up to the end of a minute that the job is to account for, Weir's own among them. */
    long toAccountFor(long minute) {
        return sum(receivedByMinute.headMap(minute, true).values());
    }

    /** Those that the tallies up to the end of a minute say were received. */
    long received(long minute) {
        return told(minute).stream().mapToLong(Tally::received).sum();
    }

    /** Those of them that have an outcome. */
    long accountedFor(long minute) {
        return told(minute).stream()
                .mapToLong(tally ->
                        sum(tally.outcomes().values()) + sum(tally.held().values()) + tally.deadLettered())
                .sum();
    }

    /** Those of them that wait for a decision. */
    long inFlight(long minute) {
        return told(minute).stream().mapToLong(Tally::inFlight).sum();
    }

    /** The minute of an instant, both milliseconds since the epoch. */
    static long minute(long at) {
        return Math.floorDiv(at, MINUTE_MS) * MINUTE_MS;
    }

    private Collection<Tally> told(long minute) {
        return tallies.headMap(minute, true).values();
    }

    private static long sum(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
