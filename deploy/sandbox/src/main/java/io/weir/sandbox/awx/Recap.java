package io.weir.sandbox.awx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the end of a playbook's output says: the play recap and the custom stats of the run. */
final class Recap {
    private static final Pattern HOST =
            Pattern.compile("(?m)^(\\S+)\\s+: ok=(\\d+)\\s+changed=(\\d+)\\s+unreachable=(\\d+)\\s+failed=(\\d+)"
                    + "\\s+skipped=(\\d+)\\s+rescued=(\\d+)\\s+ignored=(\\d+)");
    private static final Pattern STATS = Pattern.compile("(?m)^\\s*RUN: (\\{.*})\\s*$");

    private Recap() {}

    /** Results by host; {@code null} when the run ended before a recap, empty when no host took part. */
    static Map<String, HostResult> hosts(String output) {
        int start = output.lastIndexOf("\nPLAY RECAP");
        if (start < 0) {
            return null;
        }
        Map<String, HostResult> out = new LinkedHashMap<>();
        Matcher matcher = HOST.matcher(output.substring(start));
        while (matcher.find()) {
            out.put(
                    matcher.group(1),
                    new HostResult(
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)),
                            Integer.parseInt(matcher.group(4)),
                            Integer.parseInt(matcher.group(5)),
                            Integer.parseInt(matcher.group(6)),
                            Integer.parseInt(matcher.group(7)),
                            Integer.parseInt(matcher.group(8))));
        }
        return out;
    }

    /** What the playbook gave to {@code set_stats}. */
    static ObjectNode artifacts(String output) {
        int start = output.lastIndexOf("\nCUSTOM STATS");
        Matcher matcher = STATS.matcher(start < 0 ? "" : output.substring(start));
        if (!matcher.find()) {
            return Json.object();
        }
        try {
            JsonNode stats = Json.read(matcher.group(1));
            return stats.isObject() ? (ObjectNode) stats : Json.object();
        } catch (JsonProcessingException e) {
            return Json.object().put("unreadable", matcher.group(1));
        }
    }

    /** How many hosts ended how, each counted once; JSON null when there are no results. */
    static JsonNode counts(JsonNode hosts) {
        if (hosts.isNull()) {
            return hosts;
        }
        ObjectNode counts = Json.object();
        hosts.properties().forEach(e -> {
            String verdict = e.getValue().get("verdict").asText();
            counts.put(verdict, counts.path(verdict).asInt(0) + 1);
        });
        return counts;
    }

    /** Results as they are stored. */
    static JsonNode stored(Map<String, HostResult> hosts) {
        if (hosts == null) {
            return Json.tree(null);
        }
        ObjectNode out = Json.object();
        hosts.forEach((name, result) -> {
            ObjectNode one = (ObjectNode) Json.tree(result);
            out.set(name, one.put("verdict", result.verdict()));
        });
        return out;
    }
}
