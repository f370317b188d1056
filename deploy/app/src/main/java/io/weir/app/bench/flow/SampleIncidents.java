package io.weir.app.bench.flow;

import io.weir.app.bench.load.AlertMix;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Incidents of some alerts, at each of three revisions: opened, with more alerts, resolved. */
final class SampleIncidents {
    private static final int MEMBERS = 3;

    private SampleIncidents() {}

    /** The id of one; they differ in their first digits too, as hashes do. */
    static String id(int number) {
        return String.format("%08x%012x", number * 0x9E3779B1, number);
    }

    /**
     * One.
     *
     * @param revision 1 to 3
     * @param now milliseconds since the epoch
     */
    static Incident at(int number, int revision, long now) {
        boolean over = revision == 3;
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS + revision; i++) {
            members.add(member(number, i, over, now));
        }
        return new Incident(
                AlertMix.tenantName(0),
                id(number),
                revision,
                revision == 1 ? Incident.Kind.OPENED : over ? Incident.Kind.RESOLVED : Incident.Kind.UPDATED,
                revision == 1
                        ? Incident.Reason.WAIT_OVER
                        : over ? Incident.Reason.ALL_RECOVERED : Incident.Reason.MEMBERS_CHANGED,
                over ? Incident.Status.RESOLVED : Incident.Status.OPEN,
                Map.of("cluster", "cluster-" + number),
                "cluster",
                "bench",
                Severity.CRITICAL,
                5,
                4,
                members.size() + " alerts in cluster-" + number,
                now,
                now,
                over ? now : null,
                over ? "recovered" : null,
                0,
                members.size(),
                over ? 0 : members.size(),
                members,
                0,
                AlertMix.tenantName(0) + "|" + id(number),
                over ? Incident.State.RESOLVED : Incident.State.OPEN,
                5,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true);
    }

    private static Member member(int number, int index, boolean over, long now) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", "BenchAlert" + index);
        labels.put("cluster", "cluster-" + number);
        labels.put("instance", "10.0." + index + "." + number % 250 + ":9100");
        labels.put("job", "node");
        labels.put("namespace", "team-1");
        labels.put("pod", "api-" + number + "-" + index);
        labels.put("service", "service-" + index);
        labels.put("severity", "critical");
        return new Member(
                String.format("%016x", number * 100L + index),
                now,
                over ? now : null,
                over ? Member.Status.RESOLVED : Member.Status.FIRING,
                Severity.CRITICAL,
                labels,
                Map.of("summary", "High latency on api-" + number),
                "alertmanager",
                "http://prometheus.example/graph?g0.expr=up",
                now,
                false,
                false,
                null,
                null,
                null,
                null);
    }
}
