package io.weir.e2e;

import static org.awaitility.Awaitility.await;

import io.weir.schema.AlertStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Posts alerts as Alertmanager does: again and again as long as the other side cannot be reached or answers 5xx, and
 * never again what was answered with 2xx.
 */
final class StormSender {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI webhook;
    private final String token;
    private final Instant began = Instant.now();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    StormSender(URI bridge, String token) {
        this.webhook = bridge.resolve("/v1/alertmanager");
        this.token = token;
    }

    /** One alert of the storm. */
    record StormAlert(String service, String instance) {}

    /** Alerts number {@code from} to {@code to} of each service, the services in turn, in requests of {@code size}. */
    static List<List<StormAlert>> requests(int services, int from, int to, int size) {
        List<List<StormAlert>> requests = new ArrayList<>();
        for (int number = from; number < to; number += size) {
            for (int service = 0; service < services; service++) {
                List<StormAlert> alerts = new ArrayList<>();
                for (int i = number; i < Math.min(to, number + size); i++) {
                    alerts.add(new StormAlert("service-" + service, "host-" + service + "-" + i + ":9100"));
                }
                requests.add(alerts);
            }
        }
        return requests;
    }

    /** What stands for an alert in {@link #acknowledged}. */
    static String name(String instance, AlertStatus status) {
        return instance + " " + status;
    }

    /** What the bridge has said that it has. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Posts until it is acknowledged. */
    void post(List<StormAlert> alerts, AlertStatus status) {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(alerts, status)))
                .build();
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    int answer = http.send(request, BodyHandlers.discarding()).statusCode();
                    if (answer / 100 != 2 && answer / 100 != 5) {
                        throw new IllegalStateException("Alertmanager would have given up: " + answer);
                    }
                    return answer / 100 == 2;
                });
        alerts.forEach(alert -> acknowledged.add(name(alert.instance(), status)));
    }

    private String body(List<StormAlert> alerts, AlertStatus status) {
        boolean over = status == AlertStatus.RESOLVED;
        String word = over ? "resolved" : "firing";
        String endsAt = over ? Instant.now().toString() : "0001-01-01T00:00:00Z";
        String list = alerts.stream()
                .map(alert -> """
                        {"status": "%s", "startsAt": "%s", "endsAt": "%s", "generatorURL": "", "annotations": {},
                         "labels": {"alertname": "HostDown", "service": "%s", "instance": "%s", "severity": "critical"}}
                        """.formatted(word, began, endsAt, alert.service(), alert.instance()))
                .collect(Collectors.joining(","));
        return """
                {"version": "4", "status": "%s", "receiver": "weir", "externalURL": "http://alertmanager.example.org",
                 "groupKey": "{}:{}", "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {},
                 "truncatedAlerts": 0, "alerts": [%s]}
                """.formatted(word, list);
    }
}
