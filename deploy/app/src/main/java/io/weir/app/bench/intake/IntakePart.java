package io.weir.app.bench.intake;

import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.MixSize;
import io.weir.app.bench.process.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The bridge beside Alertmanager's ingest: webhooks there, its API here, of 1, 10 and 100 alerts. */
public final class IntakePart implements BenchPart {
    private static final String BRIDGE = "bridge";
    private static final String ALERTMANAGER = "alertmanager";
    private static final int[] BATCHES = {1, 10, 100};
    private static final int[] ALERTS = {60_000, 200_000, 400_000};
    private static final int ALERTS_WHEN_QUICK = 2_000;
    private static final int ACTIVE = 50_000;
    private static final int ACTIVE_WHEN_QUICK = 1_000;
    /** A bridge runs for weeks: what its JVM compiles in its first minutes is not its cost. */
    private static final int WARM_UP_ROUNDS = 4;

    private static final String QUIET = """
            route: {receiver: none, group_by: [alertname], group_wait: 1h, group_interval: 1h, repeat_interval: 1h}
            receivers: [{name: none}]
            """;
    private static final String BRIDGE_NOTE =
            "64 connections; answered when Kafka has the alerts; alertsPerCpuSecond and timesAlertmanager: the bridge alone";
    private static final String ALERTMANAGER_NOTE =
            "64 connections; keeps alerts in memory only; no notification is sent meanwhile";

    @Override
    public List<String> rows() {
        return Stream.concat(
                        Stream.concat(
                                IntStream.of(BATCHES).mapToObj(IntakePart::bridge),
                                IntStream.of(BATCHES).mapToObj(IntakePart::ingest)),
                        Stream.of(WebhookDelivery.ROW))
                .toList();
    }

    private static String bridge(int batch) {
        return BRIDGE + "." + batch;
    }

    private static String ingest(int batch) {
        return ALERTMANAGER + ".ingest." + batch;
    }

    @Override
    public void run(Stage stage) throws Exception {
        boolean bridged = IntStream.of(BATCHES).anyMatch(batch -> stage.wants(bridge(batch)));
        ChildJvm bridge = bridged ? startBridge(stage) : null;
        if (bridge == null) {
            measure(stage, null);
        } else {
            measure(stage, warmed(stage, bridge, Integer.parseInt(bridge.line())));
            bridge.close();
            KafkaTopics.removeAll(stage.bootstrap());
        }
        if (stage.wants(WebhookDelivery.ROW)) {
            stage.report(WebhookDelivery.row(stage));
        }
    }

    private static ChildJvm startBridge(Stage stage) throws Exception {
        KafkaTopics.removeAll(stage.bootstrap());
        // the flags of "weir up"
        return stage.start(
                BridgeMain.class,
                List.of("-Xms256m", "-Xmx2g", "-XX:+UseParallelGC"),
                List.of(stage.bootstrap(), Integer.toString(size(stage, 0).tenants())));
    }

    private static Intake warmed(Stage stage, ChildJvm bridge, int port) throws Exception {
        Intake intake = new Intake(
                port,
                BodyForm.WEBHOOK,
                bridge.handle(),
                Map.of(BRIDGE, bridge.handle(), "broker", stage.broker().handle()));
        for (int round = 0; round < (stage.plan().quick() ? 1 : WARM_UP_ROUNDS); round++) {
            for (int i = 0; i < BATCHES.length; i++) {
                intake.measure(size(stage, i), requests(stage, i), BATCHES[i]);
            }
        }
        return intake;
    }

    /** {@code bridge} null when it is not to be measured. */
    private static void measure(Stage stage, Intake bridge) throws Exception {
        for (int i = 0; i < BATCHES.length; i++) {
            List<IntakeCost> bridgeRounds = new ArrayList<>();
            List<IntakeCost> alertmanagerRounds = new ArrayList<>();
            boolean ingest = stage.wants(ingest(BATCHES[i])) && AlertmanagerProcess.installed();
            for (int round = 0; round < stage.plan().rounds(); round++) {
                if (stage.wants(bridge(BATCHES[i]))) {
                    bridgeRounds.add(bridge.measure(size(stage, i), requests(stage, i), BATCHES[i]));
                }
                if (ingest) {
                    alertmanagerRounds.add(alertmanager(stage, i));
                }
            }
            report(stage, BATCHES[i], bridgeRounds, alertmanagerRounds);
        }
    }

    /** A new one each time, so that each begins with the same alerts. */
    private static IntakeCost alertmanager(Stage stage, int i) throws Exception {
        try (AlertmanagerProcess process = AlertmanagerProcess.start(stage.folder(ALERTMANAGER), QUIET)) {
            Intake intake =
                    new Intake(process.port(), BodyForm.API, process.handle(), Map.of(ALERTMANAGER, process.handle()));
            return intake.measure(size(stage, i), requests(stage, i), BATCHES[i]);
        }
    }

    private static void report(Stage stage, int batch, List<IntakeCost> bridge, List<IntakeCost> alertmanager) {
        double other =
                alertmanager.isEmpty() ? 0 : IntakeCost.median(alertmanager).perCpuSecondOf(ALERTMANAGER);
        if (!bridge.isEmpty()) {
            IntakeCost median = IntakeCost.median(bridge);
            double alone = median.perCpuSecondOf(BRIDGE);
            Row row = IntakeCost.row(bridge(batch), bridge)
                    .with("alertsPerCpuSecond", alone)
                    .with("alertsPerCpuSecondWithBroker", 1e6 / median.sum())
                    .noted(BRIDGE_NOTE);
            stage.report(
                    other == 0
                            ? row
                            : row.with("timesAlertmanager", alone / other)
                                    .with("timesAlertmanagerWithBroker", 1e6 / median.sum() / other));
        }
        if (!alertmanager.isEmpty()) {
            IntakeCost median = IntakeCost.median(alertmanager);
            stage.report(IntakeCost.row(ingest(batch), alertmanager)
                    .with("alertsPerCpuSecond", other)
                    .with("residentBytesPerAlert", median.residentBytesPerAlert())
                    .noted(ALERTMANAGER_NOTE));
        } else if (stage.wants(ingest(batch))) {
            stage.report(Row.named(ingest(batch)).noted(AlertmanagerProcess.MISSING));
        }
    }

    private static int requests(Stage stage, int i) {
        return stage.plan().size(ALERTS[i], ALERTS_WHEN_QUICK) / BATCHES[i];
    }

    /** With alerts enough for full batches of each tenant. */
    private static MixSize size(Stage stage, int i) {
        MixSize standard = MixSize.standard(2 * ALERTS[i] + 2 * ACTIVE);
        int active = stage.plan().size(ACTIVE, ACTIVE_WHEN_QUICK);
        return new MixSize(standard.alerts(), standard.identities(), active, standard.tenants(), standard.perSecond());
    }
}
