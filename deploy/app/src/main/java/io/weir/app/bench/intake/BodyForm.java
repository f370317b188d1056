package io.weir.app.bench.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The two forms in which alerts are posted. */
enum BodyForm {
    /** What Alertmanager 0.25 sends to a webhook, with what the alerts have in common told once more. */
    WEBHOOK("/v1/alertmanager", "Alertmanager/0.25.0") {
        @Override
        void write(JsonGenerator out, List<Alert> alerts) throws IOException {
            out.writeStartObject();
            out.writeStringField("receiver", "weir");
            boolean fires = alerts.stream().anyMatch(alert -> alert.status() == AlertStatus.FIRING);
            out.writeStringField("status", fires ? "firing" : "resolved");
            out.writeArrayFieldStart("alerts");
            for (Alert alert : alerts) {
                boolean firing = alert.status() == AlertStatus.FIRING;
                out.writeStartObject();
                out.writeStringField("status", firing ? "firing" : "resolved");
                texts(out, "labels", alert.labels());
                texts(out, "annotations", alert.annotations());
                out.writeStringField("startsAt", time(alert.startsAt()));
                out.writeStringField("endsAt", firing ? NONE : time(alert.endsAt()));
                out.writeStringField("generatorURL", alert.generatorUrl());
                out.writeStringField("fingerprint", alert.fingerprint());
                out.writeEndObject();
            }
            out.writeEndArray();
            texts(out, "groupLabels", Map.of());
            texts(out, "commonLabels", common(alerts.stream().map(Alert::labels).toList()));
            texts(
                    out,
                    "commonAnnotations",
                    common(alerts.stream().map(Alert::annotations).toList()));
            out.writeStringField("externalURL", alerts.get(0).sourceUrl());
            out.writeStringField("version", "4");
            out.writeStringField("groupKey", "{}:{}");
            out.writeNumberField("truncatedAlerts", 0);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    },
    /** What Prometheus posts to an Alertmanager. */
    API("/api/v2/alerts", "Prometheus/2.42.0") {
        @Override
        void write(JsonGenerator out, List<Alert> alerts) throws IOException {
            out.writeStartArray();
            for (Alert alert : alerts) {
                out.writeStartObject();
                texts(out, "labels", alert.labels());
                texts(out, "annotations", alert.annotations());
                out.writeStringField("startsAt", time(alert.startsAt()));
                if (alert.status() == AlertStatus.RESOLVED) {
                    out.writeStringField("endsAt", time(alert.endsAt()));
                }
                out.writeStringField("generatorURL", alert.generatorUrl());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    };

    private static final JsonFactory JSON = new JsonFactory();
    private static final String NONE = "0001-01-01T00:00:00Z";

    private final String path;
    private final String sender;

    BodyForm(String path, String sender) {
        this.path = path;
        this.sender = sender;
    }

    abstract void write(JsonGenerator out, List<Alert> alerts) throws IOException;

    /** Where it is posted to. */
    String path() {
        return path;
    }

    /** Who says so, as its {@code User-Agent}. */
    String sender() {
        return sender;
    }

    /** A body. */
    byte[] body(List<Alert> alerts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(700 * alerts.size());
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(out, alerts);
        }
        return bytes.toByteArray();
    }

    private static void texts(JsonGenerator out, String name, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    private static Map<String, String> common(List<Map<String, String>> all) {
        Map<String, String> common = new TreeMap<>(all.get(0));
        all.forEach(one -> common.entrySet().retainAll(one.entrySet()));
        return common;
    }

    private static String time(Long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
