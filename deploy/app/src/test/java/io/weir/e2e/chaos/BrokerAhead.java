package io.weir.e2e.chaos;

import io.weir.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;

/** A broker whose clock is ahead, in a JVM of its own: {@code FOLDER PORT HOURS}. */
public final class BrokerAhead {
    private BrokerAhead() {}

    public static void main(String[] args) throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                Path.of(args[0]), Integer.parseInt(args[1]), Duration.ofHours(Long.parseLong(args[2])))) {
            System.out.println("Kafka answers at " + broker.bootstrap());
            Thread.currentThread().join();
        }
    }
}
