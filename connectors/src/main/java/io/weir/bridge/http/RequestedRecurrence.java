package io.weir.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.Recurrence;
import io.weir.schema.downtime.InvalidRecurrenceException;
import io.weir.schema.downtime.RecurringSchedule;
import io.weir.schema.yaml.DurationNotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads how a downtime repeats: {@code {rrule, start, zone, duration, exdates}}. */
final class RequestedRecurrence {
    private static final String FIELD = "recurrence";
    private static final Set<String> FIELDS = Set.of("rrule", "start", "zone", "duration", "exdates");

    private RequestedRecurrence() {}

    /** @throws Refusal naming the field at fault, such as {@code recurrence.exdates[1]} */
    static Recurrence read(JsonNode node, long now) {
        if (!node.isObject()) {
            throw Refusal.of(FIELD, "expected an object with rrule, start, zone, duration and, if any, exdates");
        }
        node.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw Refusal.of(FIELD + "." + field, "unknown field; expected rrule, start, zone, duration, exdates");
            }
        });
        Recurrence recurrence = new Recurrence(
                text(node, "rrule"), text(node, "start"), text(node, "zone"), duration(node), exdates(node));
        try {
            RecurringSchedule schedule = RecurringSchedule.of(recurrence);
            schedule.requireExceptionsToMatch();
            if (schedule.end() <= now) {
                throw Refusal.of(FIELD + ".rrule", "expected a window in the future: the last one is over");
            }
        } catch (InvalidRecurrenceException e) {
            throw Refusal.of(FIELD + "." + e.field(), e.problem());
        }
        return recurrence;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw Refusal.of(FIELD + "." + field, "expected a text");
        }
        return value.textValue().strip();
    }

    private static long duration(JsonNode node) {
        try {
            return DurationNotation.parse(text(node, "duration")).toMillis();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Refusal.of(FIELD + ".duration", e.getMessage());
        }
    }

    private static List<String> exdates(JsonNode node) {
        JsonNode list = node.path("exdates");
        if (list.isMissingNode() || list.isNull()) {
            return null;
        }
        if (!list.isArray()) {
            throw Refusal.of(FIELD + ".exdates", "expected a list of local dates, or dates and times");
        }
        List<String> exdates = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isTextual()) {
                throw Refusal.of(FIELD + ".exdates[" + i + "]", "expected a text such as 2026-12-25T02:00:00");
            }
            exdates.add(list.get(i).textValue().strip());
        }
        return exdates.isEmpty() ? null : exdates;
    }
}
