package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The fields that one alert has in Alertmanager's webhook and in its API. The first thing wrong with it is kept and the
 * rest still read, so that one bad alert does not cost its neighbours.
 */
final class AlertFields {
    String status;
    NavigableMap<String, String> labels;
    NavigableMap<String, String> annotations = new TreeMap<>();
    Long startsAt;
    Long endsAt;
    String generatorUrl;
    /** What Alertmanager itself says of it when it is asked: active, suppressed or unprocessed; null otherwise. */
    String state;

    List<String> receivers = List.of();
    /** Whether it has a field that only Grafana sends. */
    boolean grafana;
    /** Path of the field at fault, relative to the alert; null while nothing is wrong. */
    String faultField;

    String fault;

    private final IntakeLimits limits;

    private AlertFields(IntakeLimits limits) {
        this.limits = limits;
    }

    /** Reads the value that begins at the current token, to its last token. */
    static AlertFields read(JsonParser in, IntakeLimits limits) throws IOException {
        AlertFields alert = new AlertFields(limits);
        if (in.currentToken() != JsonToken.START_OBJECT) {
            alert.wrong("", "expected an object", in);
            return alert;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            alert.field(name, in);
        }
        if (alert.labels == null) {
            alert.wrong("labels", "is missing", in);
        } else if (alert.labels.isEmpty()) {
            alert.wrong("labels", "at least one label with a value is needed", in);
        }
        return alert;
    }

    private void field(String name, JsonParser in) throws IOException {
        switch (name) {
            case "status" -> status(in);
            case "receivers" -> receivers = receivers(in);
            case "labels" -> labels = texts(name, in, true);
            case "annotations" -> annotations = texts(name, in, false);
            case "startsAt" -> startsAt = time(name, in);
            case "endsAt" -> endsAt = time(name, in);
            case "generatorURL" -> generatorUrl = link(text(name, in));
            case "silenceURL", "dashboardURL", "panelURL", "valueString", "orgId" -> {
                grafana = true;
                in.skipChildren();
            }
            default -> in.skipChildren();
        }
    }

    /** How many labels and annotations it has, those of a bad one too. */
    int texts() {
        return (labels == null ? 0 : labels.size()) + annotations.size();
    }

    /** A word in what is sent, an object in what is asked for. */
    private void status(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            status = text("status", in);
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("state")) {
                state = text("status.state", in);
            } else {
                in.skipChildren();
            }
        }
    }

    private List<String> receivers(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            in.skipChildren();
            return List.of();
        }
        List<String> names = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                in.skipChildren();
                continue;
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                if (in.nextToken() == JsonToken.VALUE_STRING && name.equals("name")) {
                    names.add(in.getText());
                } else {
                    in.skipChildren();
                }
            }
        }
        return names;
    }

    private NavigableMap<String, String> texts(String field, JsonParser in, boolean identity) throws IOException {
        NavigableMap<String, String> texts = new TreeMap<>();
        if (in.currentToken() == JsonToken.VALUE_NULL && !identity) {
            return texts;
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            wrong(field, "expected an object", in);
            return texts;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken token = in.nextToken();
            if (name.isEmpty()) {
                wrong(field, "a name is empty", in);
            } else if (name.length() > Text.MAX_NAME) {
                wrong(field, "a name has more than " + Text.MAX_NAME + " characters: " + Text.cut(name, 100), in);
            } else if (texts.size() >= limits.labels() && !texts.containsKey(Text.wellFormed(name))) {
                wrong(field, "there are more than " + limits.labels(), in);
            } else if (token == JsonToken.VALUE_STRING || (!identity && token.isScalarValue())) {
                String value = token == JsonToken.VALUE_NULL ? "" : in.getText();
                // A label without a value is a label that is not there; so it is for Prometheus, too.
                if (!value.isEmpty()) {
                    texts.put(Text.wellFormed(name), Text.wellFormed(value));
                }
            } else {
                wrong(field + "." + Text.cut(name, 200), "expected a string", in);
            }
        }
        return texts;
    }

    private String text(String field, JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            wrong(field, "expected a string", in);
            return null;
        }
        return Text.wellFormed(in.getText());
    }

    private Long time(String field, JsonParser in) throws IOException {
        String text = text(field, in);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return SourceTime.rfc3339(text);
        } catch (DateTimeException e) {
            wrong(field, "expected an RFC 3339 time, found " + Text.cut(text, 100), in);
            return null;
        }
    }

    /** Only what a browser may follow safely: a link ends up before people's eyes. */
    private static String link(String text) {
        boolean safe = text != null
                && text.length() <= Text.MAX_ANNOTATION
                && (text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8));
        return safe ? text : null;
    }

    /** Notes a fault unless there is one already, and leaves the parser at the end of the value. */
    private void wrong(String field, String detail, JsonParser in) throws IOException {
        wrong(field, detail);
        in.skipChildren();
    }

    void wrong(String field, String detail) {
        if (faultField == null) {
            faultField = field;
            fault = detail;
        }
    }
}
