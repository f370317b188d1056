package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.TENANT;
import static io.weir.pipeline.Samples.open;
import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.DeliverJob;
import io.weir.pipeline.TestFlink;
import io.weir.pipeline.kafka.RetainedCheckpoints;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.settings.StartFrom;
import io.weir.pipeline.settings.StateStore;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.DeadLetter;
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
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deliver job on a real Flink and Kafka, against the stand-ins for GLPI and AWX. */
class DeliverJobTest {
    private static final BreakerOptions PATIENT =
            new BreakerOptions(100, 100, Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofMillis(300));

    @TempDir
    private static Path shared;

    private static TestKafka kafka;
    private static TestFlink flink;

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private JobClient job;
    private long begunAt;

    @BeforeAll
    static void startClusters() throws Exception {
        kafka = new TestKafka(shared.resolve("kafka"));
        kafka.freshTopics(2);
        flink = new TestFlink(2);
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

    private void start(String restoreFrom) throws Exception {
        String name = folder.getFileName().toString();
        KafkaSettings reading = new KafkaSettings(
                kafka.bootstrap(), null, null, name, name, null, null, StartFrom.TIMESTAMP, begunAt, false, null);
        DeliverSettings settings = new DeliverSettings(
                reading,
                EngineSettings.of(checkpoints().toUri().toString())
                        .withParallelism(2)
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
                // the samples are from 1970
                DeliverTuning.DEFAULT
                        .withSettle(1000)
                        .withRetry(100, 500)
                        .withLimits(30_000, Duration.ofDays(100 * 365).toMillis()));
        StreamExecutionEnvironment env = flink.environment(settings.engine(), restoreFrom);
        DeliverJob.define(env, settings);
        job = env.executeAsync(DeliverJob.NAME);
    }

    private Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    private static void publish(Incident incident) throws Exception {
        kafka.send(
                Topics.INCIDENTS, Topics.key(incident.tenant(), incident.incidentId()), Wire.INCIDENT.write(incident));
    }

    private static void publish(Remediation remediation) throws Exception {
        kafka.send(
                Topics.REMEDIATIONS,
                Topics.key(remediation.tenant(), remediation.incidentId()),
                Wire.REMEDIATION.write(remediation));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
    }

    private static List<Receipt> receipts(String incidentId) throws Exception {
        return kafka.read(Topics.RECEIPTS).stream()
                .map(record -> receipt(record.value()))
                .filter(receipt -> incidentId.equals(receipt.incidentId()))
                .toList();
    }

    private static List<String> states(String incidentId) throws Exception {
        return receipts(incidentId).stream().map(Receipt::state).toList();
    }

    private static Receipt receipt(byte[] json) {
        try {
            return Wire.RECEIPT.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GlpiTicket onlyTicket() {
        assertThat(sandbox.tickets()).hasSize(1);
        return sandbox.tickets().get(0);
    }

    @Test
    void oneTicketFromOpenToSolvedWithItsRemediation() throws Exception {
        start(null);
        publish(open("a1", 1));
        soon().until(() -> states("a1").contains("created"));
        publish(remediation("a1", "rem-00000000000000a1"));
        soon().until(() -> states("a1").contains("succeeded"));
        publish(open("a1", 2));
        publish(resolved("a1", 3));
        soon().until(() -> states("a1").contains("solved"));

        assertThat(states("a1")).startsWith("created", "launched").contains("succeeded", "verified", "solved");
        GlpiTicket ticket = onlyTicket();
        assertThat(ticket.status()).isEqualTo(5);
        assertThat(receipts("a1").get(0).ticketId()).isEqualTo(Integer.toString(ticket.id()));
        assertThat(ticket.followups())
                .extracting(GlpiTicket.Followup::content)
                .anyMatch(text -> text.contains("Auto-remediation completed"))
                .anyMatch(text -> text.contains("Remediation verified"));
        assertThat(sandbox.jobs()).hasSize(1);
        assertThat(sandbox.jobs().get(0).limit()).isEqualTo("web-01");
    }

    @Test
    void aKillBetweenCreateAndReceiptLeavesOneTicket() throws Exception {
        start(null);
        sandbox.fault(Fault.glpi(FaultKind.DELAY_AFTER).on("POST", "/Ticket").delayed(Duration.ofSeconds(3)));
        publish(open("b1", 1));
        soon().until(() -> sandbox.tickets().size() == 1);
        job.cancel().get();
        assertThat(states("b1")).as("killed before the answer").isEmpty();

        start(RetainedCheckpoints.newest(checkpoints()));
        publish(open("b1", 2));
        soon().until(() -> states("b1").contains("created"));
        publish(resolved("b1", 3));
        soon().until(() -> states("b1").contains("solved"));
        assertThat(onlyTicket().status()).isEqualTo(5);
        assertThat(states("b1").stream().filter("created"::equals)).hasSize(1);
    }

    @Test
    void anOutageHoldsUpNeitherCheckpointsNorTheNewestState() throws Exception {
        sandbox.fault(Fault.glpi(FaultKind.STATUS).times(-1));
        start(null);
        publish(open("c1", 1));
        soon().until(() -> !sandbox.requests().isEmpty());
        long before = RetainedCheckpoints.newestId(checkpoints());
        publish(open("c1", 2));
        publish(open("c1", 3));
        soon().until(() -> RetainedCheckpoints.newestId(checkpoints()) >= before + 5);
        soon().until(() -> states("c1").contains("delayed"));
        assertThat(states("c1")).as("told why, and nothing done").containsOnly("delayed");

        sandbox.faults().clear();
        soon().until(() -> states("c1").contains("created"));
        soon().until(() -> receipts("c1").stream()
                .anyMatch(receipt -> receipt.revision() == 3 && !receipt.state().equals("delayed")));
        onlyTicket();
    }

    @Test
    void whatCannotBeDeliveredOrReadBecomesADeadLetter() throws Exception {
        start(null);
        Incident d1 = open("d1", 1);
        Incident stranger = new Incident(
                "stranger",
                d1.incidentId(),
                1,
                d1.kind(),
                d1.reason(),
                d1.status(),
                d1.scope(),
                d1.rule(),
                d1.rulesVersion(),
                d1.severity(),
                d1.urgency(),
                d1.impact(),
                d1.title(),
                d1.openedAt(),
                d1.updatedAt(),
                null,
                null,
                0,
                1,
                1,
                d1.members(),
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        publish(stranger);
        kafka.send(Topics.INCIDENTS, "acme|d2", "{\"schema\":\"weir.incident/9\"}".getBytes(StandardCharsets.UTF_8));
        publish(open("d3", 1));
        soon().until(() -> states("d1").contains("failed") && states("d3").contains("created"));
        soon().until(() -> kafka.read(Topics.DEAD_LETTERS).size() >= 2);

        List<DeadLetter> letters = kafka.read(Topics.DEAD_LETTERS).stream()
                .map(record -> {
                    try {
                        return Wire.DEAD_LETTER.read(record.value());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
        assertThat(letters).hasSize(2);
        assertThat(letters).anySatisfy(letter -> {
            assertThat(letter.stage()).isEqualTo("glpi");
            assertThat(letter.incidentId()).isEqualTo("d1");
            assertThat(Wire.INCIDENT.read(letter.body())).isEqualTo(stranger);
        });
        assertThat(letters).anySatisfy(letter -> {
            assertThat(letter.stage()).isEqualTo("deliver");
            assertThat(letter.reason()).isEqualTo("unreadable");
            assertThat(letter.tenant()).isEqualTo("acme");
            assertThat(letter.detail()).contains("weir.incident/9");
        });
    }

    private static Remediation remediation(String incidentId, String remediationId) {
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
                null);
    }
}
