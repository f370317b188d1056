package io.weir.app.bench.process;

import io.weir.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A Kafka in a JVM of its own: says where it listens and ends with its input. */
public final class BrokerMain {
    private BrokerMain() {}

    /** {@code args}: its folder. */
    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0)) {
            answers.println(broker.bootstrap());
            while (System.in.read() >= 0) {
                // nothing is ordered, only the end
            }
        }
    }
}
