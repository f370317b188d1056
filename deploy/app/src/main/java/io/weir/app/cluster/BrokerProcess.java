package io.weir.app.cluster;

import io.weir.app.server.StopSignal;
import io.weir.broker.EmbeddedBroker;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kafka of a local cluster, in a JVM of its own; ends in order with SIGTERM. */
public final class BrokerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcess.class);

    private BrokerProcess() {}

    /** {@code args}: its folder, its port. */
    public static void main(String[] args) {
        var stop = StopSignal.listen();
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
            LOG.info("Kafka answers at {}", broker.bootstrap());
            stop.join();
        }
    }
}
