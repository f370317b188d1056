package io.weir.app.bench.scale;

import io.weir.app.bench.load.AlertMix;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** A load of which all is one incident: so many alerts of one cluster start within a minute, and end in the next one. */
final class OneIncident implements Iterator<Alert> {
    private static final long STAGE_MS = 60_000;
    private static final int NAMES = 40;
    private static final String[] SEVERITIES = {"critical", "warning", "warning", "warning", "info"};

    private final int members;
    private int made;

    OneIncident(int members) {
        this.members = members;
    }

    @Override
    public boolean hasNext() {
        return made < 2 * members;
    }

    @Override
    public Alert next() {
        int number = made % members;
        long startsAt = AlertMix.START + number * STAGE_MS / members;
        boolean over = made >= members;
        long at = over ? startsAt + STAGE_MS : startsAt;
        made++;
        return alert(number, over ? AlertStatus.RESOLVED : AlertStatus.FIRING, startsAt, at);
    }

    private static Alert alert(int number, AlertStatus status, long startsAt, long at) {
        Map<String, String> labels = new TreeMap<>();
        String pod = "api-" + Integer.toHexString(number * 0x9E3779B1);
        labels.put("alertname", "StormAlert" + number % NAMES);
        labels.put("cluster", "cluster-storm");
        labels.put("instance", "10." + number / 65_536 + "." + number / 256 % 256 + "." + number % 256 + ":9100");
        labels.put("job", "node");
        labels.put("namespace", "team-" + number % 7);
        labels.put("pod", pod);
        labels.put("service", "service-" + number % 12);
        labels.put("severity", SEVERITIES[number % SEVERITIES.length]);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("description", "The network of " + pod + " is not reachable since some minutes.");
        annotations.put("summary", "No connection to " + pod);
        return new Alert(
                AlertMix.tenantName(0),
                "alertmanager",
                Fingerprint.of(labels),
                status,
                startsAt,
                status == AlertStatus.RESOLVED ? Long.valueOf(at) : null,
                null,
                labels,
                annotations,
                "http://prometheus.example/graph?g0.expr=up",
                "http://alertmanager.example",
                at,
                null);
    }
}
