package io.weir.bridge.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of its own that works with a consumer until it is closed. Kafka's own errors heal with time: it goes on after them. */
public final class ConsumerLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration AFTER_AN_ERROR = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Work work;
    private final Thread thread;
    private volatile boolean closing;

    /** What is done again and again; it may also go on for as long as the loop is not {@link #isClosing closing}. */
    @FunctionalInterface
    public interface Work {
        /**
         * A part of the work.
         *
         * @throws ExecutionException when Kafka could not do what it was asked for; it is tried again
         */
        void run() throws InterruptedException, ExecutionException;
    }

    /**
     * A loop, not started.
     *
     * @param name of the thread
     * @param consumer used by the work alone, once the loop is started, and closed by it
     */
    public ConsumerLoop(String name, KafkaConsumer<byte[], byte[]> consumer, Work work) {
        this.name = name;
        this.consumer = consumer;
        this.work = work;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Whether it is to end. */
    public boolean isClosing() {
        return closing;
    }

    private void run() {
        try (consumer) {
            while (!closing) {
                try {
                    work.run();
                } catch (WakeupException e) {
                    LOG.debug("{} is woken, closing: {}", name, closing);
                } catch (ExecutionException e) {
                    LOG.warn("{} goes on after {}", name, e.getCause().toString());
                    Thread.sleep(AFTER_AN_ERROR.toMillis());
                } catch (RuntimeException e) {
                    LOG.warn("{} goes on after an error", name, e);
                    Thread.sleep(AFTER_AN_ERROR.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the work where it waits for Kafka, and waits a little until it has ended. */
    @Override
    public void close() {
        closing = true;
        if (!thread.isAlive()) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
