package io.weir.app.bench.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.schema.Alert;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes messages of a tenant as Alertmanager posts them. What of an alert never changes is rendered once, so that who
 * sends much of it does little. Not thread-safe.
 */
final class WebhookWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] NOT_OVER = utf8("0001-01-01T00:00:00Z");
    private static final byte[] BEGINNING = utf8("{\"version\":\"4\",\"groupKey\":\"{}:{cluster=\\\"bench\\\"}\","
            + "\"status\":\"firing\",\"receiver\":\"weir\",\"externalURL\":\"http://alertmanager.example\","
            + "\"groupLabels\":{},\"commonLabels\":{},\"commonAnnotations\":{},\"truncatedAlerts\":0,\"alerts\":[");
    private static final byte[] END = utf8("]}");
    private static final byte[] FIRING = utf8("{\"status\":\"firing\",\"startsAt\":\"");
    private static final byte[] RESOLVED = utf8("{\"status\":\"resolved\",\"startsAt\":\"");
    private static final byte[] ENDS_AT = utf8("\",\"endsAt\":\"");
    private static final byte[] REST = utf8("\",");

    private final String tenant;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int alerts;

    /** Of a tenant, with nothing in it yet. */
    WebhookWriter(String tenant) {
        this.tenant = tenant;
    }

    /** What of an alert never changes. */
    static byte[] rest(Alert alert) {
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("generatorURL", alert.generatorUrl());
        rest.put("fingerprint", alert.fingerprint());
        rest.put("labels", alert.labels());
        rest.put("annotations", alert.annotations());
        try {
            return utf8(JSON.writeValueAsString(rest).substring(1));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }

    /** An instant, milliseconds since the epoch, as it stands in a message. */
    static byte[] instant(long at) {
        return utf8(Instant.ofEpochMilli(at).toString());
    }

    /**
     * One more alert.
     *
     * @param startsAt see {@link #instant}
     * @param endsAt the same; null for one that fires
     * @param rest see {@link #rest}
     */
    void add(byte[] startsAt, byte[] endsAt, byte[] rest) {
        bytes.writeBytes(alerts == 0 ? BEGINNING : utf8(","));
        bytes.writeBytes(endsAt == null ? FIRING : RESOLVED);
        bytes.writeBytes(startsAt);
        bytes.writeBytes(ENDS_AT);
        bytes.writeBytes(endsAt == null ? NOT_OVER : endsAt);
        bytes.writeBytes(REST);
        bytes.writeBytes(rest);
        alerts++;
    }

    /** How many there are. */
    int alerts() {
        return alerts;
    }

    /** The message with all of them; there are none afterwards. */
    Webhook take() {
        bytes.writeBytes(END);
        Webhook message = new Webhook(tenant, bytes.toByteArray(), alerts);
        bytes.reset();
        alerts = 0;
        return message;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
