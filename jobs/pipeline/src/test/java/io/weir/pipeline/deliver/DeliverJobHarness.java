package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.TENANT;
import static io.weir.pipeline.Samples.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.DeliverJob;
import io.weir.pipeline.TestFlink;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.settings.StartFrom;
import io.weir.pipeline.settings.StateStore;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.awx.AwxOptions;
import io.weir.sink.glpi.GlpiOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The deliver job on a real Flink and Kafka, against the stand-ins for GLPI and AWX. */
abstract class DeliverJobHarness {
    private static final BreakerOptions PATIENT =
            new BreakerOptions(100, 100, Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofMillis(300));

    @TempDir
    static Path shared;

    static TestKafka kafka;
    static TestFlink flink;

    @TempDir
    Path folder;

    /** Null for exactly once. */
    Guarantee guarantee;

    int parallelism = 2;

    Sandbox sandbox;
    JobClient job;
    long begunAt;

    @BeforeAll
    static void startClusters() throws Exception {
        kafka = new TestKafka(shared.resolve("kafka"));
        kafka.freshTopics(2);
        flink = new TestFlink(4);
    }

    @AfterAll
    static void stopClusters() {
        flink.close();
        kafka.close();
    }

    @BeforeEach
    void startSandbox() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        begunAt = System.currentTimeMillis();
    }

    @AfterEach
    void stop() throws Exception {
        if (job != null) {
            job.cancel().get();
        }
        sandbox.close();
    }

    void start(String restoreFrom) throws Exception {
        String name = folder.getFileName().toString();
        start(restoreFrom, name, name, tuning());
    }

    /**
     * With a name of its own.
     *
     * @param transactions as the job before, which may have left some open, or readers would wait for them
     */
    void start(String restoreFrom, String name, String transactions, DeliverTuning tuning) throws Exception {
        KafkaSettings reading = new KafkaSettings(
                kafka.bootstrap(),
                null,
                null,
                name,
                transactions,
                guarantee,
                null,
                StartFrom.TIMESTAMP,
                begunAt,
                false,
                null);
        DeliverSettings settings = new DeliverSettings(
                reading,
                EngineSettings.of(checkpoints().toUri().toString())
                        .withParallelism(parallelism)
                        .withCheckpointEvery(200)
                        .withStateStore(StateStore.ROCKSDB),
                GlpiOptions.of(
                                sandbox.glpiUrl().toString(),
                                SecretRef.literal("sandbox-app-token"),
                                SecretRef.literal("sandbox-user-token"),
                                Map.of(TENANT, GlpiOptions.Tenant.entity(1)))
                        .withTimes(Duration.ofSeconds(20), Duration.ofMillis(500))
                        .withBreaker(PATIENT),
                AwxOptions.of(
                        sandbox.url().toString(),
                        new AwxOptions.Bearer(SecretRef.literal("sandbox-awx-token")),
                        Map.of(TENANT, new AwxOptions.Tenant("Default", Set.of("*")))),
                tuning);
        StreamExecutionEnvironment env = flink.environment(settings.engine(), restoreFrom);
        DeliverJob.define(env, settings);
        job = env.executeAsync(DeliverJob.NAME);
    }

    /** The samples are from 1970, and none too old. */
    static DeliverTuning tuning() {
        return DeliverTuning.DEFAULT
                .withSettle(1000)
                .withRetry(100, 500)
                .withLimits(30_000, Duration.ofDays(100 * 365).toMillis());
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    static void publish(Incident incident) throws Exception {
        kafka.send(
                Topics.INCIDENTS, Topics.key(incident.tenant(), incident.incidentId()), Wire.INCIDENT.write(incident));
    }

    static void publish(Remediation remediation) throws Exception {
        kafka.send(
                Topics.REMEDIATIONS,
                Topics.key(remediation.tenant(), remediation.incidentId()),
                Wire.REMEDIATION.write(remediation));
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    static List<Receipt> receipts(String incidentId) throws Exception {
        return kafka.read(Topics.RECEIPTS).stream()
                .map(record -> receipt(record.value()))
                .filter(receipt -> incidentId.equals(receipt.incidentId()))
                .toList();
    }

    static List<String> states(String incidentId) throws Exception {
        return receipts(incidentId).stream().map(Receipt::state).toList();
    }

    static Receipt receipt(byte[] json) {
        try {
            return Wire.RECEIPT.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GlpiTicket onlyTicket() {
        assertThat(sandbox.tickets()).hasSize(1);
        return sandbox.tickets().get(0);
    }

    static Remediation remediation(String incidentId, String remediationId) {
        long requestedAt = open(incidentId, 1).updatedAt();
        return new Remediation(
                TENANT,
                remediationId,
                incidentId,
                Remediation.Kind.REQUESTED,
                "restart",
                "restart service",
                "web-01",
                Map.of(),
                Remediation.Mode.AUTO,
                1,
                "NginxDown",
                "00000000000000aa",
                requestedAt,
                System.currentTimeMillis() + 60_000,
                60_000,
                null,
                null,
                true);
    }
}
