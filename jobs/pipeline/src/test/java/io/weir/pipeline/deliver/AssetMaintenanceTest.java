package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.settings.DeliverTuning;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.sink.AssetSink.AssetAnswer;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.glpi.GlpiAssets;
import io.weir.sink.glpi.GlpiOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator in Flink's harness, against the stand-in for GLPI. Web-01 is computer 1; 1 is Monitored, 2 Maintenance. */
class AssetMaintenanceTest {
    private static final int MONITORED = 1;
    private static final int MAINTENANCE = 2;
    private static final long SETTLE = 65_000;
    private static final DeliverTuning TUNING =
            DeliverTuning.DEFAULT.withRetry(1000, 8000).withSettle(SETTLE);

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final GlpiOptions glpi = GlpiOptions.of(
                    sandbox.glpiUrl().toString(),
                    SecretRef.literal("sandbox-app-token"),
                    SecretRef.literal("sandbox-user-token"),
                    Map.of("acme", GlpiOptions.Tenant.entity(1)))
            .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(30))
            .withBreaker(new BreakerOptions(
                    100, 1_000, Duration.ofSeconds(30), Duration.ofMillis(10), Duration.ofMillis(40)))
            .withMaintenance(new GlpiOptions.Maintenance(MAINTENANCE, null));
    private final GlpiAssets assets = GlpiAssets.create(glpi);
    private KeyedOneInputStreamOperatorTestHarness<String, AssetHold, Receipt> flink;
    private long now = 1_000_000;
    private long checkpoint;

    @BeforeEach
    void start() throws Exception {
        start(null);
    }

    @AfterEach
    void close() throws Exception {
        flink.close();
        assets.close();
        sandbox.close();
    }

    private void start(OperatorSubtaskState restored) throws Exception {
        flink = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AssetMaintenance(
                        Inventory.of(glpi), TUNING, new TaskShare(2, 1000, true, 30_000), null, null)),
                hold -> Topics.key(hold.tenant(), hold.asset()),
                Types.STRING);
        flink.setProcessingTime(now);
        if (restored != null) {
            flink.setRestoredCheckpointId(checkpoint);
            flink.initializeState(restored);
        }
        flink.open();
    }

    private void restart(OperatorSubtaskState from) throws Exception {
        flink.close();
        start(from);
    }

    private void hold(String downtime) throws Exception {
        flink.processElement(new AssetHold("acme", "web-01", downtime, true, null), 0);
    }

    private void release(String downtime) throws Exception {
        flink.processElement(new AssetHold("acme", "web-01", downtime, false, null), 0);
    }

    private OperatorSubtaskState checkpoint() throws Exception {
        OperatorSubtaskState state = flink.snapshot(++checkpoint, now);
        flink.notifyOfCompletedCheckpoint(checkpoint);
        return state;
    }

    private void pass(long millis) throws Exception {
        now += millis;
        flink.setProcessingTime(now);
    }

    private void until(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    pass(20);
                    return condition.getAsBoolean();
                });
    }

    private List<String> told() {
        return flink.extractOutputValues().stream()
                .map(r -> r.state() + (r.reason() == null ? "" : ": " + r.reason()))
                .toList();
    }

    private int state() {
        return assets.find("acme", "web-01") instanceof AssetAnswer.Found found ? found.state() : -1;
    }

    private void person(int state) {
        assertThat(assets.change("acme", "1", state(), state)).isEqualTo(new AssetAnswer.Changed());
    }

    /** Asks until the machine was looked for and the checkpoint is waited for. */
    private void untilFound() {
        until(() -> sandbox.requests().stream()
                .anyMatch(r -> r.path().startsWith("/Computer/") && "weir".equals(r.user())));
        await().during(Duration.ofMillis(50)).until(() -> {
            pass(20);
            return true;
        });
    }

    private void inMaintenance() throws Exception {
        hold("d1");
        untilFound();
        checkpoint();
        until(() -> told().contains("maintenance"));
    }

    @Test
    void maintenanceIsSetAndTheStateBeforePutBack() throws Exception {
        inMaintenance();
        assertThat(state()).isEqualTo(MAINTENANCE);
        release("d1");
        until(() -> told().contains("restored"));
        assertThat(state()).isEqualTo(MONITORED);
        assertThat(told()).containsExactly("maintenance", "restored");
        assertThat(flink.numKeyedStateEntries()).isZero();
        assertThat(flink.extractOutputValues())
                .allSatisfy(receipt -> assertThat(receipt)
                        .returns(Receipt.Kind.ASSET, Receipt::kind)
                        .returns("1", Receipt::externalId)
                        .returns("d1", Receipt::downtimeId));
    }

    @Test
    void nothingIsSetBeforeTheStateBeforeIsSafe() throws Exception {
        hold("d1");
        untilFound();
        assertThat(state()).isEqualTo(MONITORED);
        checkpoint();
        until(() -> told().contains("maintenance"));
    }

    @Test
    void theLastOfSeveralDowntimesPutsItBack() throws Exception {
        inMaintenance();
        hold("d2");
        release("d1");
        pass(1_000);
        assertThat(state()).isEqualTo(MAINTENANCE);
        release("d2");
        until(() -> told().contains("restored"));
        assertThat(state()).isEqualTo(MONITORED);
        assertThat(told()).containsExactly("maintenance", "restored");
    }

    @Test
    void aPersonsChangeInBetweenIsRespected() throws Exception {
        inMaintenance();
        person(3);
        release("d1");
        until(() -> told().contains("respected: changed by a person"));
        assertThat(state()).isEqualTo(3);
    }

    @Test
    void whatWasInMaintenanceBeforeStaysThere() throws Exception {
        person(MAINTENANCE);
        hold("d1");
        until(() -> told().contains("respected: already in maintenance"));
        release("d1");
        pass(1_000);
        assertThat(state()).isEqualTo(MAINTENANCE);
        assertThat(told()).hasSize(1);
        assertThat(flink.numKeyedStateEntries()).isZero();
    }

    @Test
    void aCrashAfterTheChangeFindsItDoneAndPutsItBack() throws Exception {
        hold("d1");
        untilFound();
        OperatorSubtaskState intended = checkpoint();
        until(() -> told().contains("maintenance"));
        restart(intended);
        pass(200);
        pass(SETTLE + 1_000);
        until(() -> told().contains("maintenance"));
        release("d1");
        until(() -> told().contains("restored"));
        assertThat(state()).isEqualTo(MONITORED);
    }

    @Test
    void aDowntimeThatEndsWhileTheJobIsDownIsPutBackToo() throws Exception {
        hold("d1");
        untilFound();
        OperatorSubtaskState intended = checkpoint();
        until(() -> told().contains("maintenance"));
        restart(intended);
        release("d1");
        pass(1_000);
        assertThat(state()).as("what was sent may still be carried out").isEqualTo(MAINTENANCE);
        pass(SETTLE);
        until(() -> state() == MONITORED);
    }

    @Test
    void anOutageIsWaitedFor() throws Exception {
        sandbox.fault(Fault.glpi(FaultKind.MAINTENANCE_PAGE).times(3));
        hold("d1");
        until(() -> sandbox.faults().active().isEmpty());
        untilFound();
        checkpoint();
        until(() -> told().contains("maintenance"));
        sandbox.fault(Fault.glpi(FaultKind.BAD_GATEWAY).times(3));
        release("d1");
        until(() -> told().contains("restored"));
        assertThat(state()).isEqualTo(MONITORED);
    }

    @Test
    void aMachineThatIsNotThereIsTold() throws Exception {
        flink.processElement(new AssetHold("acme", "web-99", "d1", true, null), 0);
        until(() -> told().contains("failed: computer not found"));
        flink.processElement(new AssetHold("acme", "web-99", "d1", false, null), 0);
        pass(1_000);
        assertThat(told()).hasSize(1);
        assertThat(flink.numKeyedStateEntries()).isZero();
    }
}
