package io.weir.app.bench.intake;

import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.MixSize;
import io.weir.app.bench.process.CpuTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * A server that takes alerts.
 *
 * @param port of loopback
 * @param form in which it takes them
 * @param server its process
 * @param processes all whose CPU counts, by name
 */
record Intake(int port, BodyForm form, ProcessHandle server, Map<String, ProcessHandle> processes) {
    /** Connections that post at the same time: an Alertmanager has one for each group that it tells of. */
    static final int CONNECTIONS = 64;

    private static final int FILL_BATCH = 100;
    private static final long SEED = 2;
    private static final int BYTES_PER_KIB = 1024;

    /**
     * Starts the active alerts of a load, in batches of 100, and then measures so many requests of the mix.
     *
     * @param size its number of alerts has to suffice
     */
    IntakeCost measure(MixSize size, int requests, int batch)
            throws IOException, InterruptedException, ExecutionException {
        AlertMix mix = new AlertMix(size, SEED);
        Set<String> seen = new HashSet<>();
        Requests fill = Requests.of(mix, size.active() / FILL_BATCH, FILL_BATCH, form, seen);
        Requests measured = Requests.of(mix, requests, batch, form, seen);
        Senders senders = new Senders(port, CONNECTIONS);
        senders.send(fill.bytes());
        int againBefore = senders.sentAgain();
        CpuTime cpu = new CpuTime(processes);
        Senders.Latencies latencies = senders.send(measured.bytes());
        double wall = cpu.wallSeconds();
        return new IntakeCost(
                cpu.secondsPerMillion(measured.alerts()),
                measured.alerts() / wall,
                latencies.ms(0.5),
                latencies.ms(0.99),
                (double) measured.bodyBytes() / measured.alerts(),
                (double) residentBytes() / seen.size(),
                senders.sentAgain() - againBefore);
    }

    private long residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(server.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIB)
                .findFirst()
                .orElse(0);
    }
}
