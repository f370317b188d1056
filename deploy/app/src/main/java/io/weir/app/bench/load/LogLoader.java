package io.weir.app.bench.load;

import io.weir.schema.Alert;
import io.weir.schema.Directive;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes a load as the bridge would have written it, each record at its own time, and ticks to the directives. */
public final class LogLoader {
    private static final long TICK_EVERY_MS = 500;
    /** How long the clock goes on behind the last alert unless more is asked for. */
    public static final long TICKS_AFTER_MS = 5_000;

    private static final long DIRECTIVES_BEFORE_MS = 60_000;

    private LogLoader() {}

    /**
     * Writes all of it to fresh topics.
     *
     * @return bytes of the values
     */
    public static long load(String bootstrap, AlertMix mix) throws InterruptedException, ExecutionException {
        return load(bootstrap, mix, List.of(), TICKS_AFTER_MS);
    }

    /**
     * Writes all of it to fresh topics, behind directives that are in force before the first alert.
     *
     * @param ticksAfterMs how long the clock goes on behind the last alert
     * @return bytes of the alerts' values
     */
    public static long load(String bootstrap, Iterator<Alert> mix, List<Directive> directives, long ticksAfterMs)
            throws InterruptedException, ExecutionException {
        try (BenchTopics topics = new BenchTopics(bootstrap)) {
            topics.fresh(BenchTopics.PARTITIONS, Topics.ALERTS);
            topics.fresh(1, Topics.DIRECTIVES);
        }
        long bytes = 0;
        AtomicReference<Exception> failure = new AtomicReference<>();
        long at = AlertMix.START;
        long tick = at;
        try (KafkaProducer<String, byte[]> producer = producer(bootstrap)) {
            for (Directive directive : directives) {
                send(producer, directive(directive), failure);
            }
            while (mix.hasNext()) {
                Alert alert = mix.next();
                at = alert.receivedAt();
                for (; tick <= at; tick += TICK_EVERY_MS) {
                    send(producer, directiveTick(tick), failure);
                }
                byte[] value = Wire.ALERT.write(alert);
                bytes += value.length;
                String key = Topics.key(alert.tenant(), alert.fingerprint());
                send(producer, new ProducerRecord<>(Topics.ALERTS, null, at, key, value), failure);
            }
            for (; tick <= at + ticksAfterMs; tick += TICK_EVERY_MS) {
                send(producer, directiveTick(tick), failure);
                for (int partition = 0; partition < BenchTopics.PARTITIONS; partition++) {
                    send(producer, new ProducerRecord<>(Topics.ALERTS, partition, tick, null, Wire.tick()), failure);
                }
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the load could not be written", failure.get());
        }
        return bytes;
    }

    private static ProducerRecord<String, byte[]> directive(Directive directive) {
        String kind = directive.kind().name().toLowerCase(Locale.ROOT);
        String key = Topics.key(directive.tenant(), kind, directive.id(), "1");
        long at = AlertMix.START - DIRECTIVES_BEFORE_MS;
        return new ProducerRecord<>(Topics.DIRECTIVES, 0, at, key, Wire.DIRECTIVE.write(directive));
    }

    private static ProducerRecord<String, byte[]> directiveTick(long time) {
        return new ProducerRecord<>(Topics.DIRECTIVES, 0, time, Topics.TICK_KEY, Wire.tick());
    }

    private static void send(
            KafkaProducer<String, byte[]> producer,
            ProducerRecord<String, byte[]> record,
            AtomicReference<Exception> failure) {
        Future<?> unused = producer.send(record, (written, e) -> failure.compareAndSet(null, e));
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "acks", "all",
                        "compression.type", "lz4",
                        "linger.ms", "20",
                        "batch.size", Integer.toString(128 << 10)),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
