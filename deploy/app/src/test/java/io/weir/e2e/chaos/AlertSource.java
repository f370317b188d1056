package io.weir.e2e.chaos;

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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Alerts of one tenant, told as Alertmanager does: a group is told as a whole when something in it changed, and repeated
 * while it fires; the same bytes go out again as long as the answer is 5xx or none. One thread at a time.
 */
final class AlertSource {
    private static final Duration REPEAT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI webhook;
    private final String token;
    private final Map<String, Group> groups = new TreeMap<>();
    private final AtomicLong aheadMs;
    private int accepted;
    private int retried;

    /**
     * @param bridge its address
     * @param aheadMs how far the clock of this source is ahead, may be negative and may change
     */
    AlertSource(URI bridge, String token, AtomicLong aheadMs) {
        this.webhook = bridge.resolve("/v1/alertmanager");
        this.token = token;
        this.aheadMs = aheadMs;
    }

    private static final class Group {
        private final Map<String, Told> hosts = new TreeMap<>();
        private boolean changed;
        private Instant told = Instant.EPOCH;
    }

    /** @param endsAt null while it fires */
    private record Told(Instant startsAt, Instant endsAt) {}

    /** Whether a host's alert fires. */
    boolean fires(String service, String host) {
        Group group = groups.get(service);
        Told told = group == null ? null : group.hosts.get(host);
        return told != null && told.endsAt() == null;
    }

    /** To be told with the next {@link #flush}. */
    void fire(String service, String host) {
        if (!fires(service, host)) {
            Group group = groups.computeIfAbsent(service, s -> new Group());
            group.hosts.put(host, new Told(clock(), null));
            group.changed = true;
        }
    }

    /** To be told with the next {@link #flush}. */
    void resolve(String service, String host) {
        if (fires(service, host)) {
            Group group = groups.get(service);
            Told told = group.hosts.get(host);
            Instant end = clock().isAfter(told.startsAt()) ? clock() : told.startsAt();
            group.hosts.put(host, new Told(told.startsAt(), end));
            group.changed = true;
        }
    }

    /** Ends all that fires. */
    void resolveAll() {
        groups.forEach((service, group) -> List.copyOf(group.hosts.keySet()).forEach(host -> resolve(service, host)));
    }

    /** Tells what changed and repeats what is due; returns when all of it is acknowledged. */
    void flush() throws InterruptedException {
        for (Map.Entry<String, Group> entry : groups.entrySet()) {
            Group group = entry.getValue();
            boolean firing = group.hosts.values().stream().anyMatch(told -> told.endsAt() == null);
            if (group.changed || (firing && Instant.now().isAfter(group.told.plus(REPEAT)))) {
                post(body(entry.getKey(), group, firing));
                group.changed = false;
                group.told = Instant.now();
                group.hosts.values().removeIf(told -> told.endsAt() != null);
            }
        }
    }

    private Instant clock() {
        return Instant.now().plusMillis(aheadMs.get());
    }

    private void post(String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        while (!taken(request)) {
            retried++;
            Thread.sleep(RETRY.toMillis());
        }
        accepted++;
    }

    private boolean taken(HttpRequest request) throws InterruptedException {
        try {
            int answer = http.send(request, BodyHandlers.discarding()).statusCode();
            if (answer / 100 != 2 && answer / 100 != 5) {
                throw new IllegalStateException("Alertmanager would have given up: " + answer);
            }
            return answer / 100 == 2;
        } catch (IOException noAnswer) {
            return false;
        }
    }

    private static String body(String service, Group group, boolean firing) {
        List<String> alerts = new ArrayList<>();
        group.hosts.forEach((host, told) -> alerts.add("""
                {"status": "%s", "startsAt": "%s", "endsAt": "%s", "generatorURL": "", "annotations": {},
                 "labels": {"alertname": "HostDown", "service": "%s", "instance": "%s", "severity": "%s"}}
                """.formatted(
                        told.endsAt() == null ? "firing" : "resolved",
                        told.startsAt(),
                        told.endsAt() == null ? NEVER : told.endsAt(),
                        service,
                        host,
                        host.hashCode() % 3 == 0 ? "warning" : "critical")));
        return """
                {"version": "4", "status": "%s", "receiver": "weir", "externalURL": "http://alertmanager.example.org",
                 "groupKey": "{}:{service=%s}", "groupLabels": {"service": "%s"}, "commonLabels": {},
                 "commonAnnotations": {}, "truncatedAlerts": 0, "alerts": [%s]}
                """.formatted(firing ? "firing" : "resolved", service, service, String.join(",", alerts));
    }

    /** Requests that were acknowledged. */
    int accepted() {
        return accepted;
    }

    /** Requests that were refused or not answered, and so repeated. */
    int retried() {
        return retried;
    }
}
