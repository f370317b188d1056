package io.weir.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.client.BridgeClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How things stand at one moment, as the bridge and Flink tell it.
 *
 * @param received alerts that lie on Kafka
 * @param decided alerts that the correlation has decided about
 * @param duplicates of them those that told nothing new
 * @param heldInDowntime of them those that a downtime held
 * @param deadLetters messages that could not be understood
 * @param lag records that lie on Kafka and are not read yet
 * @param incidents newest revision of each, by tenant
 */
record Picture(
        long received,
        long decided,
        long duplicates,
        long heldInDowntime,
        long deadLetters,
        long lag,
        Map<String, List<JsonNode>> incidents) {
    private static final String VERDICT = "_weir_tenant_alerts_";
    private static final Set<String> DUPLICATE =
            Set.of("repeated", "repeated_resolve", "outdated_firing", "outdated_resolve");
    /** Verdicts of the clock, not about a received alert. */
    private static final Set<String> WAKING = Set.of("released", "went_stale", "calmed");

    /** Asks now. */
    static Picture take(Map<String, BridgeClient> tenants, URI flinkMetrics) {
        BridgeClient any = tenants.values().iterator().next();
        PrometheusText bridge = new PrometheusText(any.text("/metrics"));
        PrometheusText flink = new PrometheusText(new BridgeClient(flinkMetrics.resolve("/"), null).text("/metrics"));
        Map<String, List<JsonNode>> incidents = new TreeMap<>();
        tenants.forEach((tenant, client) -> incidents.put(tenant, client.list("/v1/incidents", Map.of(), 1000)));
        return new Picture(
                bridge.sum("weir_bridge_alerts_total"::equals),
                flink.sum(name -> verdict(name) != null && !WAKING.contains(verdict(name))),
                flink.sum(name -> DUPLICATE.contains(String.valueOf(verdict(name)))),
                flink.sum(name -> "held".equals(verdict(name))),
                bridge.sum("weir_bridge_dead_letters_total"::equals),
                flink.sum(name -> name.endsWith("_operator_pendingRecords")),
                incidents);
    }

    private static String verdict(String metric) {
        int begin = metric.indexOf(VERDICT);
        return begin < 0 ? null : metric.substring(begin + VERDICT.length());
    }

    /** All incidents of all tenants. */
    List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        incidents.values().forEach(all::addAll);
        return all;
    }

    long openIncidents() {
        return all().stream()
                .filter(i -> i.path("status").asText().equals("open"))
                .count();
    }

    long tickets() {
        return all().stream().filter(i -> i.path("ticket").hasNonNull("id")).count();
    }

    /** Remediations in one of these states; all when none is named. */
    long remediations(String... states) {
        long count = 0;
        for (JsonNode incident : all()) {
            for (JsonNode remediation : incident.path("remediations")) {
                String state = remediation.path("state").asText();
                if (states.length == 0 || Set.of(states).contains(state)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** One line for people. */
    String line() {
        return "received " + received + " · duplicates " + duplicates + " · held in downtime " + heldInDowntime
                + " · open incidents " + openIncidents() + " · tickets " + tickets() + " · remediations "
                + remediations() + " · lag " + lag;
    }
}
