package io.weir.bridge.quota;

import io.weir.bridge.kafka.KafkaUnavailableException;
import io.weir.bridge.kafka.RecordLog;
import io.weir.bridge.kafka.SpillTopics;
import io.weir.bridge.kafka.TopicSetup;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.bridge.metrics.QuotaMetrics;
import io.weir.bridge.view.AlertObserver;
import io.weir.bridge.view.ObservedAlert;
import io.weir.bridge.view.ReadModel;
import io.weir.schema.Alert;
import io.weir.schema.OverQuota;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The quotas of all tenants, with what goes on behind them: draining what waits, and telling tenants of it. */
public final class Quotas implements AlertObserver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);
    private static final int LOOK_FOR_TOPICS_EVERY = 3;
    private static final int TIDY_EVERY = 30;

    private final Map<String, String> kafka;
    private final RecordLog log;
    private final InstantSource clock;
    private final BridgeMetrics bridgeMetrics;
    private final QuotaMetrics metrics;
    private final Map<String, TenantQuota> byTenant = new HashMap<>();
    private final Map<String, TenantQuota> byTopic = new HashMap<>();
    /** Tenants whose alerts may have to wait at any time. */
    private final Set<String> rated = new HashSet<>();

    private final StaleAfter staleAfter = new StaleAfter();
    private final SpillTopics topics;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "weir-quotas");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ReadModel model;
    private SpillFollower follower;
    private SpillDrain drain;
    private int round;
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private boolean failing;
    /** Whether it was told that there are no topics. */
    private boolean refused;

    /** Quotas that nothing happens behind yet. */
    public Quotas(
            Map<String, String> kafka,
            Map<String, Quota> tenants,
            TopicSetup setup,
            RecordLog log,
            InstantSource clock,
            BridgeMetrics metrics) {
        this.kafka = kafka;
        this.log = log;
        this.clock = clock;
        this.bridgeMetrics = metrics;
        this.metrics = new QuotaMetrics(metrics);
        String bridge = UUID.randomUUID().toString();
        long now = clock.instant().toEpochMilli();
        tenants.forEach((tenant, quota) -> {
            TenantQuota guarded = new TenantQuota(tenant, quota, bridge, this.metrics, now);
            byTenant.put(tenant, guarded);
            byTopic.put(Topics.spill(tenant), guarded);
            if (quota.hasRate()) {
                rated.add(tenant);
            }
        });
        this.topics = new SpillTopics(kafka, setup, log);
    }

    /** The quota of a tenant; null when there is no such tenant. */
    public TenantQuota of(String tenant) {
        return byTenant.get(tenant);
    }

    /** Begins; Kafka need not be there yet. */
    @SuppressWarnings("FutureReturnValueIgnored") // a round never fails
    public void start(ReadModel readModel) {
        model = readModel;
        rounds.scheduleWithFixedDelay(this::round, 0, 1, TimeUnit.SECONDS);
    }

    /** Completes when it is known what waits; what is taken before might overtake it. */
    public CompletableFuture<Void> known() {
        return known;
    }

    /** Whether alerts of the tenant can be made to wait at once. */
    public boolean canSpill(String tenant) {
        return topics.has(tenant);
    }

    /**
     * Sees to that alerts of the tenant can be made to wait. Blocks; not for event loops.
     *
     * @throws KafkaUnavailableException when Kafka does not answer
     */
    public void makeSpill(String tenant) throws InterruptedException {
        topics.ensure(tenant, Waiting.PARTITIONS);
    }

    @Override
    public void observed(
            String tenant, String fingerprint, boolean firing, String startsAt, Long expiresAt, long timestamp) {
        TenantQuota quota = byTenant.get(tenant);
        if (quota != null) {
            quota.onLog(Observation.id(fingerprint), firing, startsAt, expiresAt, timestamp);
        }
    }

    private void round() {
        try {
            long now = clock.instant().toEpochMilli();
            if (round % LOOK_FOR_TOPICS_EVERY == 0) {
                lookForTopics();
            }
            for (TenantQuota quota : byTenant.values()) {
                if (round % TIDY_EVERY == 0) {
                    quota.tidy(now, staleAfter.of(model.tenant(quota.tenant()).book()));
                }
                quota.look(now).values().forEach(telling -> tell(quota.tenant(), telling));
                metrics.levels(quota.tenant(), quota.waits(), quota.open());
            }
            round++;
            failing = false;
            makeTopics();
        } catch (ExecutionException | RuntimeException e) {
            if (!failing) {
                LOG.warn("a round of quotas failed, going on", e);
            }
            failing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Makes topics before they are needed: one that is made while a request waits for it may come too late, and some
     * senders send once.
     */
    private void makeTopics() throws InterruptedException {
        if (rated.stream().allMatch(topics::has)) {
            return;
        }
        try {
            topics.make(rated, Waiting.PARTITIONS);
        } catch (KafkaUnavailableException e) {
            if (!refused) {
                LOG.warn("Kafka does not make the topics where alerts are to wait; asking on", e);
            }
            refused = true;
        }
    }

    private void lookForTopics() throws InterruptedException, ExecutionException {
        Set<String> there = topics.of(byTenant.keySet());
        if (there.isEmpty()) {
            known.complete(null);
            return;
        }
        if (follower == null) {
            follower = new SpillFollower(kafka, byTopic, there, topics, () -> known.complete(null));
            drain = new SpillDrain(kafka, byTopic, log, clock);
        } else {
            follower.follow(there);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what Kafka does not take is told again
    private void tell(String tenant, TenantQuota.Telling telling) {
        Alert alert = telling.alert();
        if (telling.toldAt() != null && othersTold(tenant, alert.fingerprint(), telling.toldAt())) {
            return;
        }
        byte[] key = Topics.key(tenant, alert.fingerprint()).getBytes(StandardCharsets.UTF_8);
        log.write(List.of(new ProducerRecord<>(Topics.ALERTS, key, Wire.ALERT.write(alert))))
                .whenComplete((metadata, failure) -> {
                    if (failure == null) {
                        bridgeMetrics.accepted(alert);
                    } else {
                        LOG.warn("tenant {}: over quota, and Kafka does not take word of it", tenant);
                    }
                });
        LOG.info(
                "tenant {}: {} the quota of {}",
                tenant,
                telling.toldAt() == null ? "over" : "within",
                alert.labels().get(OverQuota.QUOTA));
    }

    /** Whether another bridge said later than this one that it fires: then that one resolves it. */
    private boolean othersTold(String tenant, String fingerprint, long toldAt) {
        long now = clock.instant().toEpochMilli();
        ObservedAlert newest = model.tenant(tenant).observed(fingerprint, now);
        return newest != null && newest.firing() && newest.last().receivedAt() > toldAt;
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        try {
            if (rounds.awaitTermination(5, TimeUnit.SECONDS) && follower != null) {
                drain.close();
                follower.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        topics.close();
    }
}
