package io.weir.app.demo;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import io.weir.app.config.ConfigFile;
import io.weir.app.server.ServerLog;
import io.weir.app.server.Weir;
import io.weir.broker.FolderInUseException;
import io.weir.sandbox.Sandbox;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs all of Weir against the sandbox, plays the recorded storm, and checks what comes of it. */
public final class Demo {
    private static final List<String> TENANTS = List.of("acme", "globex");
    private static final Duration BETWEEN_PICTURES = Duration.ofMillis(500);
    /** How long after the storm's last request everything must be there. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final PrintWriter out;
    private final LiveLine live;
    private final CompletableFuture<Void> stop;

    /**
     * @param terminal whether a line can be painted over
     * @param stop completes when the user wants an end
     */
    public Demo(PrintWriter out, boolean terminal, CompletableFuture<Void> stop) {
        this.out = out;
        this.live = new LiveLine(out, terminal);
        this.stop = stop;
    }

    /**
     * Runs it.
     *
     * @param data folder of the demo, emptied first
     * @param bridgePort null for the usual one
     * @param keep whether everything stays up afterwards, until the user stops it
     * @return an {@link ExitCode}
     */
    public int run(Path data, Integer bridgePort, boolean keep) throws InterruptedException {
        Instant began = Instant.now();
        try (DemoFolder folder = DemoFolder.prepare(data)) {
            ServerLog.into(folder.path().resolve("logs"));
            DemoPorts ports = DemoPorts.choose(bridgePort);
            say("starting Kafka, Flink, the bridge and a sandbox for GLPI and AWX; data in " + folder.path());
            Map<String, String> tokens = new LinkedHashMap<>();
            TENANTS.forEach(tenant -> tokens.put(tenant, folder.token(tenant)));
            try (Sandbox sandbox = DemoSandbox.start(folder.path().resolve("sandbox"), ports.sandbox());
                    Weir weir = Weir.start(ConfigFile.read(config(folder, ports, sandbox)), Weir.Parts.ALL)) {
                Map<String, BridgeClient> clients = new LinkedHashMap<>();
                tokens.forEach((tenant, token) -> clients.put(tenant, new BridgeClient(weir.bridge(), token)));
                int code = storm(weir, sandbox, clients, began);
                if (keep) {
                    new DemoReport(out).urls(weir, sandbox, folder, TENANTS);
                    CompletableFuture.anyOf(stop, weir.failure()).join();
                }
                return code;
            }
        } catch (FolderInUseException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (CompletionException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getCause().getMessage(), e);
        }
    }

    private static Path config(DemoFolder folder, DemoPorts ports, Sandbox sandbox) {
        folder.copy("acme-rules.yaml", Map.of());
        folder.copy("globex-rules.yaml", Map.of());
        return folder.copy(
                "weir.yaml",
                Map.of(
                        "bridge", String.valueOf(ports.bridge()),
                        "flink", String.valueOf(ports.flink()),
                        "metrics", String.valueOf(ports.metrics()),
                        "kafka", String.valueOf(ports.kafka()),
                        "sandbox", sandbox.url().toString()));
    }

    private int storm(Weir weir, Sandbox sandbox, Map<String, BridgeClient> clients, Instant began)
            throws InterruptedException {
        say("everything runs after " + seconds(began) + ": bridge " + weir.bridge() + ", Flink "
                + weir.flinkWeb().orElseThrow() + ", sandbox " + sandbox.url());
        StormPlayer player = new StormPlayer(
                clients,
                () -> sandbox.jobs().stream().anyMatch(job -> job.status().equals("successful")));
        CompletableFuture<Void> storm = CompletableFuture.runAsync(() -> play(player));
        Expectation expectation = Expectation.recorded();
        Instant over = null;
        while (true) {
            Picture picture = Picture.take(clients, weir.flinkMetrics().orElseThrow());
            live.show(picture.line(), Instant.now());
            List<String> missing = expectation.missing(picture, sandbox.tickets());
            if (storm.isDone()) {
                storm.join();
                over = over == null ? Instant.now() : over;
                if (missing.isEmpty() || over.plus(PATIENCE).isBefore(Instant.now())) {
                    live.end(picture.line());
                    return new DemoReport(out).end(picture, missing, seconds(began));
                }
            }
            pause(weir);
        }
    }

    private static void play(StormPlayer player) {
        try {
            player.play(Storm.posts(), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause(Weir weir) throws InterruptedException {
        try {
            CompletableFuture.anyOf(stop, weir.failure()).get(BETWEEN_PICTURES.toMillis(), TimeUnit.MILLISECONDS);
            throw new CommandFailure(ExitCode.FAILED, "stopped before the storm was over");
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static String seconds(Instant since) {
        return Duration.between(since, Instant.now()).toSeconds() + " s";
    }
}
