package io.weir.app.bench.flow;

import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.AlertMix;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From {@code weir up} on an empty folder to the first incident, with everything in one JVM. */
public final class StartPart implements BenchPart {
    private static final String NAME = "start";
    private static final Map<String, String> SCOPE = Map.of("cluster", "bench");
    private static final int LOOK_EVERY_MS = 5;
    private static final long PATIENCE_MS = 60_000;

    @Override
    public List<String> rows() {
        return List.of(NAME);
    }

    /** A start. */
    private record Start(double readyMs, double firstIncidentMs) {}

    @Override
    public void run(Stage stage) throws Exception {
        List<Start> starts = new ArrayList<>();
        try (StandIn glpi = StandIn.start(stage)) {
            for (int round = 0; round < stage.plan().size(5, 1); round++) {
                Path config = new SiteConfig("exactly-once").write(stage.folder("start"), glpi.url());
                starts.add(start(stage, config));
            }
        }
        starts.sort(Comparator.comparingDouble(Start::firstIncidentMs));
        Start median = starts.get(starts.size() / 2);
        stage.report(Row.named(NAME)
                .afterRounds(starts.size())
                .with("readyMs", median.readyMs())
                .with("firstIncidentMs", median.firstIncidentMs())
                .noted("the shipped rules, an emergency: no wait; embedded Kafka, exactly-once"));
    }

    private static Start start(Stage stage, Path config) throws Exception {
        long began = System.currentTimeMillis();
        try (WeirUp weir = WeirUp.start(stage, config)) {
            long ready = System.currentTimeMillis();
            // connected first: it must be there before the incident is
            try (Sightings seen = new Sightings(weir.kafka())) {
                long connected = System.currentTimeMillis();
                Poster poster = new Poster(weir.bridge(), 1);
                poster.post(emergency(began));
                long deadline = connected + PATIENCE_MS;
                while (seen.opened(SCOPE) == null) {
                    if (System.currentTimeMillis() > deadline) {
                        throw new IllegalStateException("no incident came within " + PATIENCE_MS + " ms of the start");
                    }
                    Thread.sleep(LOOK_EVERY_MS);
                }
                long waited = seen.opened(SCOPE).seenAt() - connected;
                return new Start(ready - began, ready - began + waited);
            }
        }
    }

    private static Webhook emergency(long now) {
        Map<String, String> labels = new TreeMap<>(SCOPE);
        labels.put("alertname", "Down");
        labels.put("severity", "emergency");
        return Webhook.of(List.of(new Alert(
                AlertMix.tenantName(0),
                "alertmanager",
                Fingerprint.of(labels),
                AlertStatus.FIRING,
                now,
                null,
                null,
                labels,
                Map.of(),
                "http://prometheus.example",
                "http://alertmanager.example",
                now,
                null)));
    }
}
