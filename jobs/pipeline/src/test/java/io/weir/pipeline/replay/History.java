package io.weir.pipeline.replay;

import io.weir.pipeline.correlate.RecordedLog;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * A recorded log as a bridge would have left it: a tick every five seconds in each partition, up to an hour after the
 * last entry; on Kafka or in files.
 *
 * @param entries by time
 */
record History(List<RecordedLog.Entry> entries) {
    static final int PARTITIONS = 4;
    private static final long TICK_EVERY_MS = 5_000;
    private static final long TAIL_MS = 3_600_000;

    private interface Log {
        void append(String topic, int partition, long time, String key, byte[] value) throws IOException;
    }

    /** When the last tick was. */
    long end() {
        long last = entries.get(entries.size() - 1).time() + TAIL_MS;
        return entries.get(0).time() + Math.floorDiv(last - entries.get(0).time(), TICK_EVERY_MS) * TICK_EVERY_MS;
    }

    void writeTo(TestKafka kafka) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all", "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            write((topic, partition, time, key, value) ->
                    sent.add(producer.send(new ProducerRecord<>(topic, partition, time, key, value))));
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    ReplaySettings.Files writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<LogFile> alerts = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            alerts.add(LogFile.create(folder.resolve("alerts-" + partition + ".log")));
        }
        LogFile directives = LogFile.create(folder.resolve("directives.log"));
        write((topic, partition, time, key, value) -> (topic.equals(Topics.ALERTS) ? alerts.get(partition) : directives)
                .append(time, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value));
        directives.close();
        for (LogFile file : alerts) {
            file.close();
        }
        return new ReplaySettings.Files(alerts.stream().map(LogFile::recorded).toList(), directives.recorded());
    }

    private void write(Log log) throws IOException {
        long tick = entries.get(0).time();
        for (RecordedLog.Entry entry : entries) {
            for (; tick <= entry.time(); tick += TICK_EVERY_MS) {
                tick(log, tick);
            }
            int partition = entry.topic().equals(Topics.DIRECTIVES)
                    ? 0
                    : Utils.toPositive(entry.key().hashCode()) % PARTITIONS;
            log.append(entry.topic(), partition, entry.time(), entry.key(), entry.value());
        }
        for (long end = end(); tick <= end; tick += TICK_EVERY_MS) {
            tick(log, tick);
        }
    }

    private static void tick(Log log, long time) throws IOException {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            log.append(Topics.ALERTS, partition, time, null, Wire.tick());
        }
        log.append(Topics.DIRECTIVES, 0, time, Topics.TICK_KEY, Wire.tick());
    }
}
