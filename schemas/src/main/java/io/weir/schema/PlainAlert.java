package io.weir.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads alerts in the form in which the bridge writes them, without a tree and without reflection: an alert is parsed once
 * per event, which makes it one of the dearest steps of the whole job. What has any other form is left to {@link Wire},
 * which knows what to make of it, and what to say of it.
 */
final class PlainAlert {
    private static final int LABELS = 16;

    private final JsonFactory json;

    private String tenant;
    private String source;
    private String fingerprint;
    private AlertStatus status;
    private Long startsAt;
    private Long endsAt;
    private Long expiresAt;
    private Map<String, String> labels;
    private Map<String, String> annotations;
    private String generatorUrl;
    private String sourceUrl;
    private Long receivedAt;
    private String observation;
    private String trace;

    private PlainAlert(JsonFactory json) {
        this.json = json;
    }

    /** The alert; null when it has not the usual form. Says nothing about what is wrong with it, if anything is. */
    static Alert read(JsonFactory json, byte[] document) throws IOException {
        return new PlainAlert(json).read(document);
    }

    private Alert read(byte[] document) throws IOException {
        try (JsonParser in = json.createParser(document)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                if (!take(in, name)) {
                    return null;
                }
            }
            boolean whole = in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null;
            return whole && isComplete() ? alert() : null;
        } catch (JsonProcessingException broken) {
            return null;
        }
    }

    private boolean take(JsonParser in, String name) throws IOException {
        if (name.equals("labels") || name.equals("annotations")) {
            Map<String, String> texts = texts(in);
            if (name.equals("labels")) {
                labels = texts;
            } else {
                annotations = texts;
            }
            return texts != null;
        }
        String text = in.nextTextValue();
        if (text == null) {
            return false;
        }
        switch (name) {
            case "schema" -> {
                return true;
            }
            case "tenant" -> tenant = text;
            case "source" -> source = text;
            case "fingerprint" -> fingerprint = text;
            case "status" -> {
                status = text.equals("firing")
                        ? AlertStatus.FIRING
                        : text.equals("resolved") ? AlertStatus.RESOLVED : null;
                return status != null;
            }
            case "startsAt" -> {
                startsAt = PlainTime.millis(text);
                return startsAt != null;
            }
            case "endsAt" -> {
                endsAt = PlainTime.millis(text);
                return endsAt != null;
            }
            case "expiresAt" -> {
                expiresAt = PlainTime.millis(text);
                return expiresAt != null;
            }
            case "receivedAt" -> {
                receivedAt = PlainTime.millis(text);
                return receivedAt != null;
            }
            case "generatorUrl" -> generatorUrl = text;
            case "sourceUrl" -> sourceUrl = text;
            case "observation" -> observation = text;
            case "trace" -> trace = text;
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> texts(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        Map<String, String> texts = new HashMap<>(LABELS);
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            String value = in.nextTextValue();
            if (value == null) {
                return null;
            }
            texts.put(name, value);
        }
        return in.currentToken() == JsonToken.END_OBJECT ? texts : null;
    }

    private boolean isComplete() {
        return tenant != null
                && source != null
                && fingerprint != null
                && status != null
                && labels != null
                && annotations != null
                && receivedAt != null;
    }

    private Alert alert() {
        return new Alert(
                tenant,
                source,
                fingerprint,
                status,
                startsAt,
                endsAt,
                expiresAt,
                labels,
                annotations,
                generatorUrl,
                sourceUrl,
                receivedAt,
                observation,
                trace);
    }
}
