package io.weir.loops;

import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.Origin;
import io.weir.bridge.intake.Reading;
import io.weir.schema.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An Alertmanager webhook of 100 alerts to alerts; one operation is one alert. */
@State(Scope.Thread)
public class NormaliseLoop {
    private static final int ALERTS = 100;

    private byte[] body;
    private Origin origin;

    /** Renders the message. */
    @Setup
    public void render() {
        String alerts =
                SampleAlerts.firing(ALERTS).stream().map(NormaliseLoop::json).collect(Collectors.joining(","));
        body =
                ("{\"version\":\"4\",\"groupKey\":\"{}\",\"truncatedAlerts\":0,\"status\":\"firing\",\"receiver\":\"weir\","
                                + "\"groupLabels\":{},\"commonLabels\":{},\"commonAnnotations\":{},"
                                + "\"externalURL\":\"http://alertmanager.example\",\"alerts\":[" + alerts + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        origin = new Origin("acme", null, Instant.ofEpochMilli(SampleAlerts.START));
    }

    private static String json(Alert alert) {
        return "{\"status\":\"firing\",\"labels\":" + json(alert.labels()) + ",\"annotations\":"
                + json(alert.annotations()) + ",\"startsAt\":\"" + Instant.ofEpochMilli(alert.startsAt())
                + "\",\"endsAt\":\"0001-01-01T00:00:00Z\",\"generatorURL\":\"" + alert.generatorUrl()
                + "\",\"fingerprint\":\"" + alert.fingerprint() + "\"}";
    }

    private static String json(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> "\"" + text.getKey() + "\":\"" + text.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Reads the message. */
    @Benchmark
    @OperationsPerInvocation(ALERTS)
    public Reading read() {
        return AlertmanagerWebhook.read(body, origin);
    }
}
