package io.weir.bridge.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Fingerprint;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Uptime Kuma tells about a monitor, as labels. Few of them say which monitor it is and make the fingerprint; the
 * others may change while it is down, its name first of all.
 *
 * @param fingerprint of the identifying labels alone
 * @param labels all of them
 */
record KumaMonitor(String fingerprint, NavigableMap<String, String> labels) {
    static final String ALERTNAME = "UptimeKumaMonitorDown";
    private static final String CRITICAL = "critical";
    private static final Set<String> SEVERITIES = Set.of("emergency", CRITICAL, "warning", "info");
    private static final String PATH_SEPARATOR = " / ";

    /** A monitor by its id, which is unique in one Kuma; {@code monitor} null when nothing else is told of it. */
    static KumaMonitor of(String kuma, String id, ObjectNode monitor, KumaTags tags) {
        NavigableMap<String, String> labels = new TreeMap<>();
        labels.put("alertname", ALERTNAME);
        labels.put("kuma", kuma);
        labels.put("monitor_id", id);
        String fingerprint = Fingerprint.of(labels);
        if (monitor != null) {
            describe(monitor, tags, labels);
        }
        labels.putIfAbsent("severity", CRITICAL);
        return new KumaMonitor(fingerprint, labels);
    }

    /** A monitor with an id as Kuma's metrics tell it; tags are not among them. */
    static KumaMonitor of(String kuma, KumaMetrics.Monitor monitor) {
        KumaMonitor known = of(kuma, monitor.id(), null, KumaTags.NONE);
        put(known.labels, "monitor", monitor.name());
        put(known.labels, "monitor_type", monitor.type());
        put(known.labels, "instance", monitor.instance());
        return known;
    }

    /** A monitor of which only the name is known. */
    static KumaMonitor named(String kuma, String name) {
        NavigableMap<String, String> labels = new TreeMap<>();
        labels.put("alertname", ALERTNAME);
        labels.put("kuma", kuma);
        labels.put("monitor", name);
        String fingerprint = Fingerprint.of(labels);
        labels.put("severity", CRITICAL);
        return new KumaMonitor(fingerprint, labels);
    }

    private static void describe(ObjectNode monitor, KumaTags tags, NavigableMap<String, String> labels) {
        String type = text(monitor, "type");
        put(labels, "monitor", text(monitor, "name"));
        put(labels, "monitor_type", type);
        put(labels, "instance", instance(monitor, type));
        put(labels, "group", group(text(monitor, "pathName")));
        put(labels, "severity", severity(monitor.path("tags")));
        labels.putIfAbsent("severity", CRITICAL);
        tags.labels().forEach(labels::putIfAbsent);
    }

    /** What is watched: host and port, or the address for the types that have one. */
    private static String instance(ObjectNode monitor, String type) {
        return instance(type, text(monitor, "url"), text(monitor, "hostname"), text(monitor, "port"));
    }

    /** The same for a monitor of which only this is known; empty when it watches nothing that has an address. */
    static String instance(String type, String url, String host, String port) {
        boolean address = url.indexOf("://") > 0 && url.length() > url.indexOf("://") + 3;
        boolean web = type.startsWith("http")
                || type.equals("keyword")
                || type.equals("json-query")
                || type.equals("real-browser")
                || type.startsWith("websocket");
        if (web && address) {
            return url;
        }
        if (!host.isEmpty()) {
            return port.isEmpty() || port.equals("0") ? host : host + ":" + port;
        }
        return address ? url : "";
    }

    private static String group(String pathName) {
        int last = pathName.lastIndexOf(PATH_SEPARATOR);
        return last < 0 ? "" : pathName.substring(0, last);
    }

    private static String severity(JsonNode tags) {
        String word = "";
        for (JsonNode tag : tags) {
            String name = text(tag, "name").toLowerCase(Locale.ROOT);
            if (name.equals("severity") && !text(tag, "value").isEmpty()) {
                return text(tag, "value").toLowerCase(Locale.ROOT);
            }
            if (SEVERITIES.contains(name)) {
                word = name;
            }
        }
        return word;
    }

    private static void put(NavigableMap<String, String> labels, String name, String value) {
        if (!value.isEmpty()) {
            labels.put(name, value);
        }
    }

    /** The scalar as text; empty when absent or null. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull()
                ? Text.wellFormed(value.asText()).strip()
                : "";
    }
}
