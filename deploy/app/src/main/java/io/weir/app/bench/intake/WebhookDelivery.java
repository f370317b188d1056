package io.weir.app.bench.intake;

import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.MixSize;
import io.weir.app.bench.process.CpuTime;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long Alertmanager takes from a POST of 100 alerts to the webhook that tells of them, when it waits for nothing. The
 * alerts of a POST are a group of their own; its first message can lack some of them, the rest comes a group interval
 * later.
 */
final class WebhookDelivery {
    /** Name of the row. */
    static final String ROW = "alertmanager.webhook.100";

    private static final int BATCH = 100;
    private static final int POSTS = 300;
    private static final int POSTS_WHEN_QUICK = 20;
    private static final int POSTS_BEFORE = 20;
    private static final long SEED = 3;
    private static final String LOUD = """
            route: {receiver: bench, group_by: [batch], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
            receivers:
              - name: bench
                webhook_configs: [{url: 'http://127.0.0.1:%d/', send_resolved: true, max_alerts: 0}]
            """;
    private static final String NOTE = "POST to the first webhook of its group, one POST at a time; group_wait 0";

    private WebhookDelivery() {}

    static Row row(Stage stage) throws Exception {
        if (!AlertmanagerProcess.installed()) {
            return Row.named(ROW).noted(AlertmanagerProcess.MISSING);
        }
        int posts = stage.plan().size(POSTS, POSTS_WHEN_QUICK);
        try (WebhookReceiver receiver = WebhookReceiver.start();
                AlertmanagerProcess process =
                        AlertmanagerProcess.start(stage.folder("webhook"), LOUD.formatted(receiver.port()));
                Connection connection = new Connection(process.port())) {
            List<byte[]> requests = requests(POSTS_BEFORE + posts);
            for (int i = 0; i < POSTS_BEFORE; i++) {
                timed(connection, requests, i, receiver);
            }
            CpuTime cpu = new CpuTime(Map.of("alertmanager", process.handle()));
            long[] nanos = new long[posts];
            for (int i = 0; i < posts; i++) {
                nanos[i] = timed(connection, requests, POSTS_BEFORE + i, receiver);
            }
            double wall = cpu.wallSeconds();
            receiver.awaitAlerts(BATCH * (POSTS_BEFORE + posts));
            Arrays.sort(nanos);
            Senders.Latencies latencies = new Senders.Latencies(nanos);
            return Row.named(ROW)
                    .costing(cpu.secondsPerMillion((long) BATCH * posts))
                    .atRate(BATCH * posts / wall)
                    .within(latencies.ms(0.5), latencies.ms(0.99))
                    .with("webhooksPerPost", (double) receiver.messages() / (POSTS_BEFORE + posts))
                    .noted(NOTE);
        }
    }

    private static long timed(Connection connection, List<byte[]> requests, int post, WebhookReceiver receiver)
            throws Exception {
        long begun = System.nanoTime();
        if (!connection.exchange(requests.get(post))) {
            throw new IllegalStateException("Alertmanager takes nothing");
        }
        return receiver.awaitFirst(name(post)) - begun;
    }

    private static String name(int post) {
        return "post-" + post;
    }

    private static List<byte[]> requests(int posts) throws Exception {
        AlertMix mix = new AlertMix(MixSize.standard(8 * BATCH * posts), SEED);
        List<byte[]> requests = new ArrayList<>(posts);
        for (int post = 0; post < posts; post++) {
            Map<String, Alert> distinct = new TreeMap<>();
            while (distinct.size() < BATCH) {
                Alert alert = mix.next();
                distinct.put(alert.fingerprint(), inGroup(alert, name(post)));
            }
            byte[] body = BodyForm.API.body(List.copyOf(distinct.values()));
            requests.add(Requests.request(BodyForm.API, "nobody", body));
        }
        return requests;
    }

    /** Firing, and of this group: what is resolved before it was told is never told. */
    private static Alert inGroup(Alert alert, String group) {
        Map<String, String> labels = new TreeMap<>(alert.labels());
        labels.put("batch", group);
        return new Alert(
                alert.tenant(),
                alert.source(),
                alert.fingerprint(),
                AlertStatus.FIRING,
                alert.startsAt(),
                null,
                null,
                labels,
                alert.annotations(),
                alert.generatorUrl(),
                alert.sourceUrl(),
                alert.receivedAt(),
                null);
    }
}
