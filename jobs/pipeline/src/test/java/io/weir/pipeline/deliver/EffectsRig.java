package io.weir.pipeline.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.checker.Checker;
import io.weir.checker.Evidence;
import io.weir.checker.Finding;
import io.weir.checker.Store;
import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.awx.AwxHost;
import io.weir.sandbox.awx.AwxInventory;
import io.weir.sandbox.awx.AwxTemplate;
import io.weir.sandbox.awx.AwxTiming;
import io.weir.sandbox.awx.HostResult;
import io.weir.sandbox.awx.JobOutcome;
import io.weir.sandbox.http.RequestRecord;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketSink;
import io.weir.sink.awx.AwxOptions;
import io.weir.sink.awx.AwxRunner;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.glpi.GlpiSink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The deliver job's operators, the real clients, and the stand-ins. Time is the wall clock's; checkpoints complete when
 * they are told to. What was right in the end is for the checker to say: waiting here ends after a while either way.
 */
final class EffectsRig {
    static final Duration TIMEOUT = Duration.ofMillis(1500);
    /** Later than the caller waits, and earlier than it comes again. */
    static final Duration LATE = Duration.ofMillis(2500);

    private static final Duration SETTLE = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DeliverTuning TUNING = DeliverTuning.DEFAULT
            .withRetry(50, 200)
            .withSettle(SETTLE.toMillis())
            .withLimits(30_000, Long.MAX_VALUE / 2);
    private static final TaskShare SHARE = new TaskShare(2, 1000, true, 30_000);
    private static final BreakerOptions FORGIVING =
            new BreakerOptions(100, 1_000, Duration.ofSeconds(30), Duration.ofMillis(10), Duration.ofMillis(40));

    final Sandbox sandbox = Sandbox.start(sandboxOptions());
    private final List<JsonNode> incidents = new ArrayList<>();
    private final List<JsonNode> remediations = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private KeyedTwoInputStreamOperatorTestHarness<String, DecidedRevision, TicketSignal, Receipt> tickets;
    private KeyedTwoInputStreamOperatorTestHarness<String, Remediation, Retry, RemediationNews> playbooks;
    private boolean checkpoints = true;
    private long checkpoint;

    EffectsRig() throws Exception {
        start(null);
    }

    /** What both operators had in a checkpoint. */
    record Saved(OperatorSubtaskState tickets, OperatorSubtaskState playbooks, long checkpoint) {}

    private static SandboxOptions sandboxOptions() {
        AwxTemplate template = AwxTemplate.named(7, "restart nginx", 1, 2)
                .withAllowSimultaneous(true)
                .withRunner(run ->
                        JobOutcome.successful(Map.of("web1", HostResult.changed(1)), "restarted", "restarted\n"));
        return SandboxOptions.defaults()
                .withAwx(io.weir.sandbox.awx.AwxOptions.defaults()
                        .withInventories(List.of(
                                new AwxInventory(2, "prod", 1, List.of(new AwxHost(1, "web1", Map.of())), null)))
                        .withTemplates(List.of(template))
                        .withTiming(new AwxTiming(SHORT, SHORT, SHORT, SHORT, SHORT)));
    }

    private TicketSink glpi() {
        GlpiSink sink = GlpiSink.create(GlpiOptions.of(
                        sandbox.glpiUrl().toString(),
                        SecretRef.literal("sandbox-app-token"),
                        SecretRef.literal("sandbox-user-token"),
                        Map.of("acme", GlpiOptions.Tenant.entity(1)))
                .withTimes(TIMEOUT, SETTLE)
                .withBreaker(FORGIVING));
        return new TicketSink() {
            @Override
            public TicketOutcome apply(TicketOrder order) {
                return sink.apply(order);
            }

            @Override
            public void close() {
                // who is killed ends no session: what it sent is still carried out
            }
        };
    }

    private AwxRunner awx() {
        return AwxRunner.create(AwxOptions.of(
                        "http://127.0.0.1:" + sandbox.port(),
                        new AwxOptions.Bearer(SecretRef.literal("sandbox-awx-token")),
                        Map.of("acme", new AwxOptions.Tenant("Default", Set.of("restart nginx"))))
                .withTimes(TIMEOUT, SETTLE)
                .withBreaker(FORGIVING));
    }

    private void start(Saved saved) throws Exception {
        tickets = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new TicketDelivery((calls, fence) -> glpi(), TUNING, SHARE, null, null)),
                revision -> Topics.key(revision.tenant(), revision.incidentId()),
                signal -> Topics.key(signal.tenant(), signal.incidentId()),
                Types.STRING);
        ExecutionSetup setup = new ExecutionSetup(
                fence -> awx(),
                ScriptedControls::new,
                PastEffects.NONE,
                ExecutionTuning.of(TUNING, 3_600_000),
                Map.of(),
                ExecutionFixture.LIMITS,
                SHARE,
                null);
        playbooks = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new RemediationExecution(setup)),
                Remediation::tenant,
                Retry::tenant,
                Types.STRING);
        tickets.setProcessingTime(System.currentTimeMillis());
        playbooks.setProcessingTime(System.currentTimeMillis());
        if (saved != null) {
            tickets.setRestoredCheckpointId(saved.checkpoint());
            tickets.initializeState(saved.tickets());
            playbooks.setRestoredCheckpointId(saved.checkpoint());
            playbooks.initializeState(saved.playbooks());
        }
        tickets.open();
        playbooks.open();
    }

    void in(Incident incident) throws Exception {
        byte[] document = Wire.INCIDENT.write(incident);
        JsonNode json = JSON.readTree(document);
        if (!incidents.contains(json)) {
            incidents.add(json);
        }
        tickets.processElement1(DecidedRevision.of(incident, document), 0);
    }

    void in(Remediation remediation) throws Exception {
        remediations.add(JSON.readTree(Wire.REMEDIATION.write(remediation)));
        playbooks.processElement1(remediation, 0);
    }

    /** From now on no checkpoint completes. */
    void noCheckpoints() {
        checkpoints = false;
    }

    Saved save() throws Exception {
        checkpoint++;
        long now = System.currentTimeMillis();
        return new Saved(tickets.snapshot(checkpoint, now), playbooks.snapshot(checkpoint, now), checkpoint);
    }

    /** All that was not saved is lost, and what is out stays out. */
    void crash(Saved saved) throws Exception {
        stop();
        checkpoints = true;
        start(saved);
    }

    /** Lets time pass until it is so, and no answer is out; or, in vain, for a while. */
    void until(Callable<Boolean> reached) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        pass();
                        return reached.call() && sandbox.requests().stream().noneMatch(EffectsRig::comesLate);
                    });
        } catch (ConditionTimeoutException e) {
            System.out.println("waited in vain: " + e.getMessage());
        }
    }

    /** Lets so much time pass, or less when something happens that should not. */
    void passFor(Duration time, BooleanSupplier earlier) {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            pass();
            return System.nanoTime() > end || earlier.getAsBoolean();
        });
    }

    private static boolean comesLate(RequestRecord request) {
        return "delay-before".equals(request.fault()) && request.status() == null;
    }

    private void pass() throws Exception {
        if (checkpoints) {
            save();
            tickets.notifyOfCompletedCheckpoint(checkpoint);
            playbooks.notifyOfCompletedCheckpoint(checkpoint);
        }
        long now = System.currentTimeMillis();
        tickets.setProcessingTime(now);
        playbooks.setProcessingTime(now);
        receipts.addAll(tickets.extractOutputValues());
        tickets.getOutput().clear();
        for (RemediationNews news : playbooks.extractOutputValues()) {
            receipts.add(news.receipt());
        }
        playbooks.getOutput().clear();
    }

    /** Whether a receipt says this. */
    boolean told(String state) {
        return receipts.stream().anyMatch(receipt -> receipt.state().equals(state));
    }

    /** Whether a receipt says that the ticket shows this revision. */
    boolean shown(long revision) {
        return receipts.stream()
                .anyMatch(receipt -> receipt.kind() == Receipt.Kind.TICKET
                        && receipt.revision() != null
                        && receipt.revision() == revision);
    }

    /** The checker's verdict. */
    List<Finding> findings() throws IOException {
        List<JsonNode> told = new ArrayList<>();
        for (Receipt receipt : receipts) {
            told.add(JSON.readTree(Wire.RECEIPT.write(receipt)));
        }
        Store store = new Store(sandbox.url());
        return Checker.findings(Evidence.of(incidents, remediations, told, store.tickets(), store.jobs()));
    }

    private void stop() throws Exception {
        tickets.close();
        playbooks.close();
    }

    void close() throws Exception {
        stop();
        sandbox.close();
    }
}
