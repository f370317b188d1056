package io.weir.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The part of the data folder that is Kafka's own. */
final class Storage {
    private final Path log;
    private final Path unfinished;
    private final Path settings;

    Storage(Path folder) {
        log = folder.toAbsolutePath().resolve("log");
        unfinished = log.resolveSibling("log.unfinished");
        settings = log.resolveSibling("format.properties");
    }

    /** Kafka's log directory; {@link #format} must have been called. */
    Path log() {
        return log;
    }

    /** Prepares a new folder; does nothing when it is prepared, so the cluster id stays. */
    void format() {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        try {
            if (Files.exists(log)) {
                throw new IllegalStateException(log + " is no Kafka log directory: meta.properties is missing in it");
            }
            // a kill in the middle must not leave a half-formatted folder that looks finished
            delete(unfinished);
            Files.createDirectories(unfinished);
            run();
            Files.move(unfinished, log, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + log, e);
        }
    }

    private void run() throws IOException {
        Properties properties = NodeSettings.of(unfinished, 9092, 9093);
        try (Writer out = Files.newBufferedWriter(settings)) {
            properties.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString()};
        int code = StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IOException("Kafka's storage tool failed: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
