package io.weir.app.capture;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The form of a line: {@code {"receivedAt", "tenant", "source", "body"}}, the body as the source posted it, as JSON or as
 * a text. A capture that was written from Kafka may add {@code loggedAt}, the time of the Kafka record where it is
 * another, and {@code instance}, the name of the sending instance.
 */
public final class CaptureLine {
    /** Source of an alert that no source's own form can carry: the body is a {@code weir.alert/1}. */
    public static final String ALERT = "weir";
    /** Source of repeats that a bridge folded: the body is a {@code weir.fold/1}. */
    public static final String FOLD = "weir-fold";
    /** Source of a directive: the body is a {@code weir.directive/1}. */
    public static final String DIRECTIVE = "weir-directives";
    /** Source of a line that says only how far the capture reaches: the body is a {@code weir.tick/1}. */
    public static final String CLOCK = "weir-clock";

    private static final JsonMapper JSON = new JsonMapper();

    private CaptureLine() {}

    /**
     * Reads a line.
     *
     * @param place file and line, for people
     * @throws CommandFailure when it is none; the message names the place and the field
     */
    public static CapturedRequest read(String text, String place) {
        JsonNode line;
        try {
            line = JSON.readTree(text);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, place + ": no JSON: " + e.getMessage(), e);
        }
        if (!line.isObject()) {
            throw new CommandFailure(ExitCode.USAGE, place + ": expected a JSON object");
        }
        long receivedAt = time(line, "receivedAt", place);
        JsonNode body = line.path("body");
        if (body.isMissingNode()) {
            throw wrong(place, "body", "is missing");
        }
        String posted = body.isTextual() ? body.textValue() : body.toString();
        return new CapturedRequest(
                line.has("loggedAt") ? time(line, "loggedAt", place) : receivedAt,
                receivedAt,
                text(line, "tenant", place),
                text(line, "source", place),
                line.path("instance").textValue(),
                posted.getBytes(StandardCharsets.UTF_8),
                place);
    }

    private static String text(JsonNode line, String field, String place) {
        JsonNode value = line.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw wrong(place, field, "expected a string");
        }
        return value.textValue();
    }

    private static long time(JsonNode line, String field, String place) {
        String text = text(line, field, place);
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(place, field, "expected a time like 2026-03-02T06:00:00.264Z, found " + text);
        }
    }

    static CommandFailure wrong(String place, String field, String problem) {
        return new CommandFailure(ExitCode.USAGE, place + ": " + field + ": " + problem);
    }

    /** The line without its end. */
    static String write(CapturedRequest request) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField(
                    "receivedAt", Instant.ofEpochMilli(request.receivedAt()).toString());
            json.writeStringField("tenant", request.tenant());
            json.writeStringField("source", request.source());
            if (request.at() != request.receivedAt()) {
                json.writeStringField(
                        "loggedAt", Instant.ofEpochMilli(request.at()).toString());
            }
            if (request.instance() != null) {
                json.writeStringField("instance", request.instance());
            }
            json.writeFieldName("body");
            json.writeRawValue(new String(request.body(), StandardCharsets.UTF_8));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
