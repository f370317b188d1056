package io.weir.e2e.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A mixed storm of one tenant on a thread of its own: hosts of several services fail and recover, one flaps, and some
 * fail in a downtime and stay down.
 */
final class Storm implements AutoCloseable {
    private static final long STEP_MS = 500;

    private final AlertSource source;
    private final Random random;
    private final int services;
    private final int hosts;
    private final TreeMap<Instant, String> inDowntime = new TreeMap<>();
    private final Thread thread;
    private volatile boolean quiet;
    private volatile boolean ended;
    private volatile boolean over;
    private volatile RuntimeException failure;

    Storm(String tenant, AlertSource source, long seed, int services, int hosts) {
        this.source = source;
        this.random = new Random(seed);
        this.services = services;
        this.hosts = hosts;
        this.thread = new Thread(this::run, "storm-" + tenant);
        thread.setDaemon(true);
    }

    /** A service whose hosts fail at this time and stay down; its downtime is the caller's to set. Before the start. */
    void failsIn(String service, Instant at) {
        inDowntime.put(at, service);
    }

    void start() {
        thread.start();
    }

    /** Nothing changes any more; what fires is repeated. */
    void quieten() {
        quiet = true;
    }

    /** All is resolved, and told; then this returns. */
    void end() throws InterruptedException {
        ended = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        try {
            while (!over && !ended) {
                if (!quiet) {
                    step();
                }
                source.flush();
                Thread.sleep(STEP_MS);
            }
            if (ended) {
                source.resolveAll();
                source.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void step() {
        while (!inDowntime.isEmpty() && inDowntime.firstKey().isBefore(Instant.now())) {
            String service = inDowntime.pollFirstEntry().getValue();
            List.of("a", "b").forEach(host -> source.fire(service, service + "-" + host));
        }
        String service = "service-" + random.nextInt(services);
        String host = service + "-host-" + random.nextInt(hosts);
        int dice = random.nextInt(100);
        if (dice < 40) {
            source.fire(service, host);
        } else if (dice < 70) {
            source.resolve(service, host);
        } else if (dice < 80) {
            String flapping = "flapping-host";
            if (source.fires("service-0", flapping)) {
                source.resolve("service-0", flapping);
            } else {
                source.fire("service-0", flapping);
            }
        }
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }
}
