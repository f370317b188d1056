package io.weir.e2e.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.checker.StormLaws.Outage;
import io.weir.e2e.chaos.FaultPlan.Planned;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A storm of two tenants during which the faults of a plan happen, and what came of it. */
final class ChaosRun {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosRun.class);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** What takes longer to recover from, as on a machine that has other work, is time in which nothing can be due. */
    private static final Duration USUAL = Duration.ofSeconds(30);

    private final ChaosSite site;
    private final FaultPlan plan;
    private final Random random;
    private final AtomicLong aheadMs = new AtomicLong();
    private final List<Storm> storms = new ArrayList<>();
    private final List<AlertSource> sources = new ArrayList<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private final List<Fault> impossible = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Object oneProbeAtATime = new Object();
    private AlertSource probes;

    ChaosRun(ChaosSite site, FaultPlan plan) {
        this.site = site;
        this.plan = plan;
        this.random = new Random(plan.seed());
    }

    /**
     * Lets all of it happen; when it returns, all goes on undisturbed and what fired last still fires.
     *
     * @param services with failing hosts, of each tenant
     * @param downtimes of each tenant, which end at any time in {@code length}
     * @param length how long it takes, about
     */
    void storm(int services, int downtimes, Duration length) throws IOException, InterruptedException {
        for (String tenant : ChaosSite.TENANTS) {
            AlertSource source = new AlertSource(site.bridgeUrl(), ChaosSite.token(tenant), aheadMs);
            Storm storm = new Storm(tenant, source, random.nextLong(), services, 8);
            for (int i = 0; i < downtimes; i++) {
                String service = "downtime-" + i;
                Instant end = downtime(tenant, service, length);
                storm.failsIn(service, Instant.now().plusSeconds(2));
                LOG.info("{} {}: until {}", tenant, service, end);
            }
            sources.add(source);
            storms.add(storm);
        }
        probes = new AlertSource(site.bridgeUrl(), ChaosSite.token(ChaosSite.TENANTS.get(0)), new AtomicLong());
        try (IncidentWatch watch = new IncidentWatch(site.cluster().state().kafka())) {
            storms.forEach(Storm::start);
            probe(watch, "probe-first");
            Injection injection = new Injection(site, aheadMs);
            int number = 0;
            for (Planned planned : plan.faults()) {
                if (!injection.possible(planned.fault())) {
                    LOG.warn(
                            "not tried: {}, for nothing can be mounted here",
                            planned.fault().words());
                    impossible.add(planned.fault());
                    continue;
                }
                fault(injection, planned, "probe-" + ++number, watch);
                Thread.sleep(planned.gap().toMillis());
            }
            storms.forEach(Storm::quieten);
            probe(watch, "probe-last");
        }
    }

    private Instant downtime(String tenant, String service, Duration length) {
        Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant to = from.plusMillis(15_000 + random.nextLong(Math.max(1, length.toMillis() - 15_000)));
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.putArray("matchers").add("service=\"" + service + "\"");
        body.put("from", from.toString()).put("to", to.toString()).put("comment", "maintenance");
        site.api(tenant).post("/v1/downtimes", body);
        return to;
    }

    private void fault(Injection injection, Planned planned, String probe, IncidentWatch watch)
            throws IOException, InterruptedException {
        LOG.info("fault {}: {} for {}", probe, planned.fault().words(), planned.hold());
        long began = System.currentTimeMillis();
        Thread prober = new Thread(() -> post(probe), probe);
        prober.setDaemon(true);
        if (!planned.fault().kills()) {
            prober.start();
        }
        injection.inject(planned);
        long end = System.nanoTime();
        CpuShare share = CpuShare.fromNowOn();
        if (planned.fault().kills()) {
            prober.start();
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> seen(watch, probe));
        prober.join();
        Duration took = Duration.ofNanos(Math.max(0, watch.seen(probe) - end));
        Recovery recovery = new Recovery(planned, took, share.untilNow());
        LOG.info("fault {}: recovered after {} with {} of the processors", probe, took, recovery.share());
        recoveries.add(recovery);
        if (planned.fault() == Fault.BROKER_AWAY || took.compareTo(USUAL) > 0) {
            outages.add(new Outage(began, System.currentTimeMillis()));
        }
    }

    private boolean seen(IncidentWatch watch, String probe) {
        if (site.cluster().failure() != null) {
            throw new IllegalStateException(site.cluster().failure());
        }
        return watch.seen(probe) != null;
    }

    private void post(String probe) {
        try {
            synchronized (oneProbeAtATime) {
                probes.fire(probe, probe);
                probes.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void probe(IncidentWatch watch, String probe) {
        post(probe);
        await().atMost(PATIENCE).until(() -> seen(watch, probe));
    }

    /** Resolves all that fires. */
    void end() throws InterruptedException {
        for (Storm storm : storms) {
            storm.end();
        }
        probes.resolveAll();
        probes.flush();
    }

    FaultPlan plan() {
        return plan;
    }

    List<Recovery> recoveries() {
        return List.copyOf(recoveries);
    }

    /** What could not be tried here. */
    List<Fault> impossible() {
        return List.copyOf(impossible);
    }

    /** When nobody could reach the log, or a recovery took longer than it may. */
    List<Outage> outages() {
        return List.copyOf(outages);
    }

    /** What so long a time becomes where others compute as well: divided by the usual share of the processors. */
    Duration stretched(Duration time) {
        double[] shares =
                recoveries.stream().mapToDouble(Recovery::share).sorted().toArray();
        return shares.length == 0 ? time : Duration.ofMillis((long) (time.toMillis() / shares[shares.length / 2]));
    }

    /** What the sources did, in words for people. */
    Map<String, Integer> requests() {
        Map<String, Integer> requests = new LinkedHashMap<>();
        requests.put(
                "acknowledged", sources.stream().mapToInt(AlertSource::accepted).sum() + probes.accepted());
        requests.put("repeated", sources.stream().mapToInt(AlertSource::retried).sum() + probes.retried());
        return requests;
    }
}
