package io.weir.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.sandbox.http.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Faults as JSON. Keys that are not known are refused, so that a typing error does not pass for a fault. */
final class FaultJson {
    private static final Set<String> KEYS =
            Set.of("target", "method", "path", "kind", "times", "delayMs", "status", "headers");

    private FaultJson() {}

    static Fault read(JsonNode body) {
        body.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("key \"" + key + "\" is unknown, use some of " + KEYS);
            }
        });
        if (!body.path("target").isTextual() || !body.path("kind").isTextual()) {
            throw new IllegalArgumentException("target and kind are required");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        body.path("headers")
                .properties()
                .forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
        return new Fault(
                body.get("target").asText(),
                body.path("method").asText("*"),
                body.path("path").asText("*"),
                FaultKind.fromWireName(body.get("kind").asText()),
                body.path("times").asInt(1),
                Duration.ofMillis(body.path("delayMs").asLong(0)),
                body.path("status").asInt(503),
                headers);
    }

    static ArrayNode write(List<Fault> faults) {
        ArrayNode out = Json.array();
        for (Fault fault : faults) {
            ObjectNode row = Json.object().put("target", fault.target());
            row.put("method", fault.method()).put("path", fault.path());
            row.put("kind", fault.kind().wireName()).put("times", fault.times());
            row.put("delayMs", fault.delay().toMillis()).put("status", fault.status());
            row.set("headers", Json.tree(fault.headers()));
            out.add(row);
        }
        return out;
    }
}
