package io.weir.broker;

import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka of one KRaft node, broker and controller in one, inside this JVM. Listens on 127.0.0.1 only, without
 * authentication.
 *
 * <p>What it acknowledged survives the end of the process, however it ends, and a restart on the same folder. Like any
 * single Kafka node it leaves the write to the disk to the operating system, so a power cut can cost the last seconds.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** The biggest batch of records the broker takes. */
    public static final int MAX_MESSAGE_BYTES = 8 << 20;
    /** Longest transaction it allows, in milliseconds: a day. */
    public static final int MAX_TRANSACTION_MS = 24 * 60 * 60 * 1000;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int PORT_ATTEMPTS = 5;

    private final KafkaRaftServer server;
    private final FolderLock lock;
    private final int port;
    private boolean closed;

    private EmbeddedBroker(KafkaRaftServer server, FolderLock lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it answers.
     *
     * @param dataFolder its folder; created and formatted when it is new, otherwise its data and cluster id are kept
     * @param port where to listen; 0 picks a free port
     * @throws FolderInUseException when another process works in the folder
     * @throws IllegalStateException when the port is taken or Kafka does not start
     */
    public static EmbeddedBroker start(Path dataFolder, int port) {
        return start(dataFolder, port, Duration.ZERO);
    }

    /**
     * The same with a clock that is ahead of the machine's, for trying what time does to those who read its log.
     *
     * @param ahead never less than when the folder was last used, for time on the log only rises
     */
    public static EmbeddedBroker start(Path dataFolder, int port, Duration ahead) {
        if (port != 0 && !LoopbackPort.isFree(port)) {
            throw new IllegalStateException("port " + port + " of 127.0.0.1 is taken by another process");
        }
        FolderLock lock = FolderLock.take(dataFolder);
        try {
            Storage storage = new Storage(dataFolder);
            storage.format();
            return start(storage, lock, port, ahead.isZero() ? Time.SYSTEM : new ClockAhead(ahead));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker start(Storage storage, FolderLock lock, int wantedPort, Time time) {
        for (int attempt = 1; ; attempt++) {
            int port = wantedPort == 0 ? LoopbackPort.free() : wantedPort;
            KafkaConfig config = new KafkaConfig(NodeSettings.of(storage.log(), port, LoopbackPort.free()), false);
            KafkaRaftServer server = new KafkaRaftServer(config, time);
            try {
                server.startup();
                LOG.info("Kafka listens on 127.0.0.1:{}, data in {}", port, storage.log());
                return new EmbeddedBroker(server, lock, port);
            } catch (RuntimeException e) {
                stop(server);
                if (attempt == PORT_ATTEMPTS || !isTakenPort(e)) {
                    throw new IllegalStateException("Kafka did not start: " + e.getMessage(), e);
                }
                LOG.info("a port was taken while Kafka started; trying others");
            }
        }
    }

    private static boolean isTakenPort(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    /** The address for clients, {@code 127.0.0.1:port}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Stops the broker in order and gives the folder back. Closing again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop(server);
        } finally {
            lock.close();
        }
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
