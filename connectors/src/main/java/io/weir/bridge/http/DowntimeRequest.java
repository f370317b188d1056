package io.weir.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.intake.Text;
import io.weir.schema.Downtime;
import io.weir.schema.EpochMillis;
import io.weir.schema.Recurrence;
import io.weir.schema.downtime.RecurringSchedule;
import io.weir.schema.downtime.Schedule;
import io.weir.schema.downtime.Window;
import io.weir.schema.yaml.DurationNotation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/**
 * What somebody asks for who wants a downtime.
 *
 * @param matchers in Alertmanager's notation
 * @param from first instant, milliseconds since the epoch; of the first window when it repeats
 * @param to first instant after it; after the last window when it repeats
 * @param recurrence how it repeats; null when it does not
 * @param comment why
 * @param author null when not told
 */
record DowntimeRequest(
        List<String> matchers, long from, long to, Recurrence recurrence, String comment, String author) {
    private static final Set<String> FIELDS =
            Set.of("matchers", "from", "to", "duration", "recurrence", "comment", "author", "force");
    private static final int MOST_CHARACTERS = 4096;
    /** A record holds no later one; what is asked for has to be what is read back. */
    private static final Instant LAST = Instant.ofEpochMilli(EpochMillis.LAST);

    /**
     * Reads the JSON of a request. Without {@code from} the window begins at {@code now}.
     *
     * @throws Refusal naming the field at fault
     */
    static DowntimeRequest read(byte[] json, Instant now) {
        JsonNode body = object(json);
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw Refusal.of(
                        field,
                        "unknown field; expected matchers, from, to or duration, or recurrence, comment, author, force");
            }
        });
        List<String> matchers = RequestedMatchers.read(body.path("matchers"), flag(body.path("force")));
        Recurrence recurrence = recurrence(body, now.toEpochMilli());
        Window window = recurrence == null ? window(body, now) : whole(RecurringSchedule.of(recurrence));
        String comment = text(body, "comment");
        if (comment == null) {
            throw Refusal.of("comment", "expected a few words on why");
        }
        return new DowntimeRequest(matchers, window.from(), window.to(), recurrence, comment, text(body, "author"));
    }

    /** The downtime that was asked for. */
    Downtime downtime(String id, long revision, Downtime.Status status, String asker, long createdAt) {
        return new Downtime(id, revision, status, matchers, from, to, recurrence, asker, comment, createdAt);
    }

    private static Recurrence recurrence(JsonNode body, long now) {
        if (!body.hasNonNull("recurrence")) {
            return null;
        }
        for (String field : List.of("from", "to", "duration")) {
            if (body.hasNonNull(field)) {
                throw Refusal.of(
                        field, "leave it out: recurrence has its own start and duration, and ends by UNTIL or COUNT");
            }
        }
        return RequestedRecurrence.read(body.get("recurrence"), now);
    }

    private static Window whole(Schedule schedule) {
        return new Window(schedule.first().from(), Math.min(schedule.end(), Schedule.FAR_AWAY));
    }

    private static Window window(JsonNode body, Instant now) {
        long from = body.hasNonNull("from") ? time(body, "from").toEpochMilli() : now.toEpochMilli();
        long to = end(body, from);
        if (to <= from) {
            throw Refusal.of("to", "expected a time after the beginning of the window");
        }
        if (to <= now.toEpochMilli()) {
            throw Refusal.of("to", "expected a time in the future: the window is over");
        }
        return new Window(from, to);
    }

    private static JsonNode object(byte[] json) {
        JsonNode body = RequestJson.read(json, "expected JSON");
        if (!body.isObject()) {
            throw Refusal.of(null, "expected a JSON object");
        }
        return body;
    }

    private static long end(JsonNode body, long from) {
        boolean hasEnd = body.hasNonNull("to");
        if (hasEnd == body.hasNonNull("duration")) {
            throw Refusal.of(hasEnd ? "duration" : "to", "expected either \"to\" or \"duration\"");
        }
        if (hasEnd) {
            return time(body, "to").toEpochMilli();
        }
        if (!body.get("duration").isTextual()) {
            throw Refusal.of("duration", "expected a text such as \"2h\"");
        }
        try {
            Duration duration = DurationNotation.parse(body.get("duration").textValue());
            if (duration.isZero()) {
                throw Refusal.of("duration", "expected more than nothing");
            }
            long end = Instant.ofEpochMilli(from).plus(duration).toEpochMilli();
            return Math.min(end, EpochMillis.LAST);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw Refusal.of("duration", e.getMessage());
        }
    }

    private static Instant time(JsonNode body, String field) {
        String text = body.get(field).asText();
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1970 && !time.toInstant().isAfter(LAST)) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            throw Refusal.of(field, "expected an RFC 3339 time such as 2026-11-20T22:00:00Z, found " + text);
        }
        throw Refusal.of(field, "expected a time between the years 1970 and 9999, found " + text);
    }

    private static boolean flag(JsonNode node) {
        if (!node.isMissingNode() && !node.isNull() && !node.isBoolean()) {
            throw Refusal.of("force", "expected true or false");
        }
        return node.asBoolean(false);
    }

    private static String text(JsonNode body, String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || node.textValue().length() > MOST_CHARACTERS) {
            throw Refusal.of(field, "expected a text of at most " + MOST_CHARACTERS + " characters");
        }
        return node.textValue().isBlank()
                ? null
                : Text.wellFormed(node.textValue().strip());
    }
}
