package io.weir.app.bench.intake;

import io.weir.broker.LoopbackPort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An Alertmanager on loopback, if there is one on this machine. */
final class AlertmanagerProcess implements AutoCloseable {
    /** What a row says where there is none. */
    static final String MISSING = "prometheus-alertmanager is not installed";

    private static final long PATIENCE_SECONDS = 60;
    private static final long LOOK_EVERY_MS = 20;

    private final Process process;
    private final int port;

    private AlertmanagerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether it is on the path. */
    static boolean installed() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prometheus-alertmanager"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Starts one and waits until it answers. */
    static AlertmanagerProcess start(Path folder, String config) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("alertmanager.yml"), config);
        int port = LoopbackPort.free();
        Process process = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--config.file=alertmanager.yml",
                        "--storage.path=data",
                        "--cluster.listen-address=",
                        "--log.level=warn",
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        AlertmanagerProcess started = new AlertmanagerProcess(process, port);
        try {
            started.awaitReady(folder.resolve("alertmanager.log"));
            return started;
        } catch (IOException | InterruptedException e) {
            started.close();
            throw e;
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        IOException last = null;
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                last = notYet;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        throw new IOException("Alertmanager did not start: " + Files.readString(log, StandardCharsets.UTF_8), last);
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    /** The process. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
