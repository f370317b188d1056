package io.weir.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@link TestBroker} inside the test's JVM, with its data in a temporary folder. */
final class EmbeddedTestBroker implements TestBroker {
    private final Path folder;
    private final int port;
    private EmbeddedBroker running;

    EmbeddedTestBroker() {
        try {
            folder = Files.createTempDirectory("weir-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = EmbeddedBroker.start(folder, 0);
        String bootstrap = running.bootstrap();
        port = Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
    }

    @Override
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public synchronized void startAgain() {
        if (running == null) {
            running = EmbeddedBroker.start(folder, port);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            List<Path> paths;
            try (Stream<Path> walk = Files.walk(folder)) {
                paths = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the test broker's data is left in " + folder, e);
        }
    }
}
