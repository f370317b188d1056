package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Uptime Kuma's webhook notifications: JSON, form-data, bodies of the user's own making, or a query. Kuma sends nothing
 * twice, so whatever can be understood is taken.
 */
public final class UptimeKuma {
    /** {@link Alert#source()} of what comes this way. */
    public static final String SOURCE = "uptime-kuma";
    /** Label {@code alertname} of what its monitors send. */
    public static final String MONITOR_DOWN = KumaMonitor.ALERTNAME;
    /** Name of the Kuma instance when nobody gave it one. */
    public static final String DEFAULT_INSTANCE = "kuma";

    private static final int DAYS_OF_WARNING = 3;

    private final String kuma;
    private final Origin origin;
    private final KumaMessage message;
    private final KumaTags tags;
    private final byte[] body;

    private UptimeKuma(String kuma, Origin origin, KumaMessage message, IntakeLimits limits, byte[] body) {
        this.kuma = kuma;
        this.origin = origin;
        this.message = message;
        this.tags = message.monitor() == null ? KumaTags.NONE : KumaTags.of(message.monitor(), limits);
        this.body = body;
    }

    /** Reads the body of one notification within the limits that hold where nothing is configured. */
    public static Reading read(byte[] body, String contentType, String kuma, Origin origin) {
        return read(body, contentType, kuma, origin, IntakeLimits.DEFAULT);
    }

    /**
     * Reads the body of one notification.
     *
     * @param contentType null when not told
     * @param kuma name of the instance; null for the name the credential has, or the default one
     */
    public static Reading read(byte[] body, String contentType, String kuma, Origin origin, IntakeLimits limits) {
        try {
            return reading(KumaMessage.of(body, contentType), kuma, origin, limits, body);
        } catch (JsonProcessingException e) {
            return Reading.rejected(SOURCE, new Rejected(Rejected.INVALID_JSON, "", Json.complaint(e), body));
        }
    }

    /** Reads a notification without a body; {@code query} as it came is what becomes a dead letter. */
    public static Reading readQuery(String query, String kuma, Origin origin, IntakeLimits limits) {
        Map<String, String> fields = UrlForm.fields(query);
        byte[] bytes = query == null ? new byte[0] : query.getBytes(StandardCharsets.UTF_8);
        return reading(KumaMessage.of(fields), kuma, origin, limits, bytes);
    }

    /** The name of an instance as it is used: a path may hold a longer one than a label should. */
    static String instance(String name) {
        int end = Math.min(name.length(), Text.MAX_NAME);
        return Text.wellFormed(name.substring(0, end));
    }

    /**
     * What a monitor that is down would have told, but for what only its message says: since when, and its tags.
     *
     * @param monitor with an id
     */
    public static Alert down(String tenant, String kuma, KumaMetrics.Monitor monitor, Instant now) {
        KumaMonitor known = KumaMonitor.of(kuma, monitor);
        return new Alert(
                tenant,
                SOURCE,
                known.fingerprint(),
                AlertStatus.FIRING,
                null,
                null,
                null,
                Text.cut(known.labels(), Text.MAX_LABEL),
                new TreeMap<>(),
                null,
                kuma,
                now.toEpochMilli(),
                Alert.POLLED);
    }

    private static Reading reading(KumaMessage message, String kuma, Origin origin, IntakeLimits limits, byte[] body) {
        String name = kuma != null && !kuma.isBlank() ? instance(kuma) : origin.source();
        UptimeKuma notification = new UptimeKuma(name == null ? DEFAULT_INSTANCE : name, origin, message, limits, body);
        Reading reading = message.heartbeat() == null ? notification.fromTexts() : notification.fromHeartbeat();
        return reading != null
                ? reading
                : notification.rejected(
                        Rejected.NOT_UNDERSTOOD,
                        message.heartbeat() == null ? "" : "heartbeat",
                        "neither a heartbeat with a status and a monitor's id, nor a known text");
    }

    private Reading rejected(String reason, String field, String detail) {
        return Reading.rejected(SOURCE, new Rejected(reason, field, detail, body));
    }

    private Reading fromHeartbeat() {
        ObjectNode heartbeat = message.heartbeat();
        String id = KumaMonitor.text(heartbeat, "monitorID");
        if (id.isEmpty() && message.monitor() != null) {
            id = KumaMonitor.text(message.monitor(), "id");
        }
        String status = KumaMonitor.text(heartbeat, "status");
        if (status.equals("2") || status.equals("3")) {
            return Reading.notice(SOURCE, Reading.NO_CHANGE);
        }
        if (id.isEmpty() || !(status.equals("0") || status.equals("1"))) {
            return fromTexts();
        }
        boolean down = status.equals("0");
        boolean again = KumaMonitor.text(heartbeat, "important").equals("false");
        Long time = SourceTime.kuma(KumaMonitor.text(heartbeat, "time"));
        NavigableMap<String, String> annotations = annotations();
        put(annotations, "description", KumaMonitor.text(heartbeat, "msg"));
        put(annotations, "ping_ms", KumaMonitor.text(heartbeat, "ping"));
        if (tags.fault() != null) {
            return rejected(Rejected.WRONG_SHAPE, KumaTags.FIELD, tags.fault());
        }
        KumaMonitor monitor = KumaMonitor.of(kuma, id, message.monitor(), tags);
        // A repeat says only that the monitor is still down, not since when.
        Long startsAt = down && !again ? time : null;
        return one(down, monitor.fingerprint(), startsAt, time, monitor.labels(), annotations);
    }

    /** Null when no text says anything. */
    private Reading fromTexts() {
        for (String text : message.texts()) {
            KumaText.Change change = KumaText.change(text);
            if (change != null) {
                return changed(change);
            }
            KumaText.Expiry expiry = KumaText.expiry(text);
            if (expiry != null) {
                return expiring(expiry);
            }
        }
        return KumaText.isTest(message.texts()) ? Reading.notice(SOURCE, Reading.TEST) : null;
    }

    private Reading changed(KumaText.Change change) {
        String id = message.monitor() == null ? "" : KumaMonitor.text(message.monitor(), "id");
        if (!id.isEmpty() && tags.fault() != null) {
            return rejected(Rejected.WRONG_SHAPE, KumaTags.FIELD, tags.fault());
        }
        KumaMonitor monitor = id.isEmpty()
                ? KumaMonitor.named(kuma, change.monitor())
                : KumaMonitor.of(kuma, id, message.monitor(), tags);
        NavigableMap<String, String> annotations = annotations();
        put(annotations, "summary", change.text());
        put(annotations, "description", change.reason());
        return one(change.down(), monitor.fingerprint(), null, null, monitor.labels(), annotations);
    }

    private Reading expiring(KumaText.Expiry expiry) {
        NavigableMap<String, String> labels = new TreeMap<>();
        labels.put("alertname", expiry.alertname());
        labels.put("kuma", kuma);
        put(labels, "monitor", expiry.monitor());
        put(labels, "url", expiry.url());
        String fingerprint = Fingerprint.of(labels);
        labels.put("severity", expiry.days() <= DAYS_OF_WARNING ? "warning" : "info");
        NavigableMap<String, String> annotations = new TreeMap<>();
        put(annotations, "summary", expiry.text());
        put(annotations, "subject", expiry.subject());
        annotations.put("days", Integer.toString(expiry.days()));
        return one(true, fingerprint, null, null, labels, annotations);
    }

    private NavigableMap<String, String> annotations() {
        NavigableMap<String, String> annotations = new TreeMap<>();
        if (!message.texts().isEmpty()) {
            put(annotations, "summary", message.texts().get(0).strip());
        }
        if (message.monitor() != null) {
            put(annotations, "monitor_description", KumaMonitor.text(message.monitor(), "description"));
        }
        return annotations;
    }

    private Reading one(
            boolean firing,
            String fingerprint,
            Long startsAt,
            Long time,
            NavigableMap<String, String> labels,
            NavigableMap<String, String> annotations) {
        long now = origin.receivedAt().toEpochMilli();
        Alert alert = new Alert(
                origin.tenant(),
                SOURCE,
                fingerprint,
                firing ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                startsAt,
                // Kuma tells of a recovery while it happens: without a time of its own, now is the time.
                firing ? null : time == null ? (Long) now : time,
                null,
                Text.cut(labels, Text.MAX_LABEL),
                Text.cut(annotations, Text.MAX_ANNOTATION),
                null,
                kuma,
                now,
                null);
        return Reading.of(SOURCE, List.of(alert), List.of());
    }

    private static void put(NavigableMap<String, String> texts, String name, String value) {
        if (value != null && !value.isEmpty()) {
            texts.put(name, value);
        }
    }
}
