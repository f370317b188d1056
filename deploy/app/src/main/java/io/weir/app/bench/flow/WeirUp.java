package io.weir.app.bench.flow;

import io.weir.app.bench.Stage;
import io.weir.app.bench.process.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code weir up} in a JVM of its own, with the options that the command has. */
final class WeirUp implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "-Xshare:auto", "-Xms256m", "-XX:MaxRAMPercentage=25", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError");
    /** Environment variable with further options for the measured JVM. */
    private static final String MORE_OPTIONS = "WEIR_BENCH_UP_OPTS";

    private static final String LAST_LINE = "  AWX ";
    private static final long STOP_SECONDS = 60;

    private final ChildJvm process;
    private final URI bridge;
    private final String kafka;

    private WeirUp(ChildJvm process, URI bridge, String kafka) {
        this.process = process;
        this.bridge = bridge;
        this.kafka = kafka;
    }

    /** Starts it; returns when it says that it is up. */
    static WeirUp start(Stage stage, Path config) throws IOException {
        ChildJvm process = stage.start(
                UpMain.class,
                ChildJvm.withOptionsOf(MORE_OPTIONS, OPTIONS),
                List.of("up", "--config", config.toString()));
        URI bridge = null;
        String kafka = null;
        for (String line = process.line(); !line.startsWith(LAST_LINE); line = process.line()) {
            String[] words = line.strip().split("\\s+", 3);
            if (words[0].equals("bridge")) {
                bridge = URI.create(words[1]);
            } else if (words[0].equals("Kafka")) {
                kafka = words[1];
            }
        }
        return new WeirUp(process, bridge, kafka);
    }

    /** Where alerts are posted to. */
    URI bridge() {
        return bridge;
    }

    /** Address of its Kafka. */
    String kafka() {
        return kafka;
    }

    /** The process, for its CPU time. */
    ProcessHandle handle() {
        return process.handle();
    }

    /** Stops it as a user does, so that it leaves nothing open on Kafka. */
    @Override
    public void close() throws IOException {
        process.handle().destroy();
        process.handle()
                .onExit()
                .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
        process.close();
    }
}
