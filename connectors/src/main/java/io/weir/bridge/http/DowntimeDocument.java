package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.bridge.view.PublishedDowntime;
import io.weir.schema.Downtime;
import io.weir.schema.Recurrence;
import io.weir.schema.downtime.Schedule;
import io.weir.schema.downtime.Window;
import io.weir.schema.yaml.DurationNotation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A downtime as the bridge shows it: what was asked for, where it stands, and its next windows.
 *
 * @param now the instant that "next" and "status" refer to, milliseconds since the epoch
 * @param zone whose local time is shown for a downtime without recurrence
 */
record DowntimeDocument(long now, ZoneId zone) {
    private static final int NEXT = 5;

    /**
     * The reader of the call: its {@code zone} in the query, else UTC.
     *
     * @throws Refusal when there is no such zone
     */
    static DowntimeDocument of(Call call) {
        String zone = call.parameters().get("zone");
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Refusal.of("zone", "expected the IANA name of a zone such as Europe/Berlin or UTC, found " + zone);
        }
        return new DowntimeDocument(call.receivedAt().toEpochMilli(), zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
    }

    /**
     * One downtime.
     *
     * @param effectiveFrom from when on this revision counts, milliseconds since the epoch
     * @param held how many alerts it holds
     */
    ObjectNode of(PublishedDowntime published, long effectiveFrom, int held) {
        Downtime downtime = published.downtime();
        String status = published.state(now);
        ObjectNode document = Answer.object()
                .put("id", downtime.id())
                .put("revision", downtime.revision())
                .put("status", status);
        ArrayNode matchers = document.putArray("matchers");
        downtime.matchers().forEach(matchers::add);
        document.put("from", time(downtime.from()));
        if (published.schedule().end() == Long.MAX_VALUE) {
            document.putNull("to");
        } else {
            document.put("to", time(downtime.to()));
        }
        if (downtime.recurrence() != null) {
            recurrence(document.putObject("recurrence"), downtime.recurrence());
        }
        document.put("author", downtime.author())
                .put("comment", downtime.comment())
                .put("createdAt", time(downtime.createdAt()))
                .put("effectiveFrom", time(effectiveFrom))
                .put("held", held);
        ArrayNode next = document.putArray("next");
        if (downtime.status() == Downtime.Status.ACTIVE) {
            next(next, downtime, published.schedule());
        }
        return document;
    }

    /** The window that holds now, if any, and those to come: five in all. */
    void next(ArrayNode next, Downtime downtime, Schedule schedule) {
        ZoneId local = downtime.recurrence() == null ? zone : schedule.zone();
        for (Window window : schedule.next(now, NEXT)) {
            next.addObject()
                    .put("from", time(window.from()))
                    .put("to", time(window.to()))
                    .put("localFrom", local(window.from(), local))
                    .put("localTo", local(window.to(), local))
                    .put("zone", local.equals(ZoneOffset.UTC) ? "UTC" : local.getId());
        }
    }

    private static void recurrence(ObjectNode node, Recurrence recurrence) {
        node.put("rrule", recurrence.rrule())
                .put("start", recurrence.start())
                .put("zone", recurrence.zone())
                .put("duration", DurationNotation.format(Duration.ofMillis(recurrence.durationMs())));
        ArrayNode exdates = node.putArray("exdates");
        if (recurrence.exdates() != null) {
            recurrence.exdates().forEach(exdates::add);
        }
    }

    private static String local(long millis, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(millis).atZone(zone));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
