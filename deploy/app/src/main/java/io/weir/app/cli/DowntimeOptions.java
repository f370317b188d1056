package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.schema.Matcher;
import io.weir.schema.Recurrence;
import io.weir.schema.downtime.InvalidRecurrenceException;
import io.weir.schema.downtime.RecurringSchedule;
import io.weir.schema.yaml.DurationNotation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a downtime is: whom it holds, when, and why. */
final class DowntimeOptions {
    @Option(names = "--match", paramLabel = "MATCHER", description = "A matcher; may be repeated, all must match.")
    private List<String> match = new ArrayList<>();

    @Option(names = "--from", paramLabel = "TIME", description = "Begin, RFC 3339. Default: now.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "First instant after it, RFC 3339.")
    private String to;

    @Option(
            names = {"--for", "--duration"},
            paramLabel = "DURATION",
            description = "Length instead of --to, such as 2h30m; of each window when it repeats.")
    private String length;

    @Option(
            names = "--rrule",
            paramLabel = "RULE",
            description = "Repeats by this RFC 5545 rule, such as FREQ=WEEKLY;BYDAY=SU.")
    private String rrule;

    @Option(
            names = "--start",
            paramLabel = "LOCAL",
            description = "With --rrule: local time of the first window, such as 2026-12-06T02:00:00.")
    private String start;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "With --rrule: IANA zone of its local times. Default: this machine's.")
    private String zone;

    @Option(
            names = "--exdate",
            paramLabel = "LOCAL",
            description = "With --rrule: a beginning that is left out, date or date and time; may be repeated.")
    private List<String> exdates = new ArrayList<>();

    @Option(names = "--author", description = "Who asks for it. Default: $$USER.")
    private String author;

    @Option(names = "--comment", description = "Why; needed for a new one.")
    private String comment;

    @Option(names = "--force", description = "Even if it matches every alert.")
    private boolean force;

    /**
     * The body of a request for a new downtime.
     *
     * @param more matchers besides those of {@code --match}
     */
    ObjectNode created(List<String> more, Instant now) {
        List<String> all = new ArrayList<>(match);
        all.addAll(more);
        if (all.isEmpty()) {
            throw usage("expected at least one MATCHER");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        matchers(body, all);
        if (rrule != null) {
            body.set("recurrence", recurrence(JsonNodeFactory.instance.objectNode()));
        } else {
            refuseRecurrenceParts();
            window(body, from == null ? now : time("--from", from));
        }
        who(body);
        return body;
    }

    /**
     * The body of a request that changes {@code before}: what no option names stays.
     *
     * @param before as the bridge shows it
     */
    ObjectNode changed(JsonNode before, Instant now) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        List<String> matchers = new ArrayList<>(match);
        if (matchers.isEmpty()) {
            before.path("matchers").forEach(matcher -> matchers.add(matcher.asText()));
        }
        matchers(body, matchers);
        boolean toOneWindow = from != null || to != null;
        if (rrule != null || (before.has("recurrence") && !toOneWindow)) {
            body.set("recurrence", recurrence(before.path("recurrence").deepCopy()));
        } else {
            refuseRecurrenceParts();
            Instant begin = from != null
                    ? time("--from", from)
                    : before.has("recurrence")
                            ? now
                            : Instant.parse(before.path("from").asText());
            if (to == null && length == null && !before.has("recurrence")) {
                body.put("from", begin.toString()).put("to", before.path("to").asText());
            } else {
                window(body, begin);
            }
        }
        body.put("comment", before.path("comment").asText());
        who(body);
        return body;
    }

    private void who(ObjectNode body) {
        body.put("author", author == null ? System.getenv().getOrDefault("USER", "weir") : author);
        if (comment != null) {
            body.put("comment", comment);
        }
        if (!body.has("comment")) {
            throw usage("expected --comment");
        }
        if (force) {
            body.put("force", true);
        }
    }

    /** A preview need not say why. */
    void withoutReason() {
        comment = comment == null ? "preview" : comment;
    }

    private void window(ObjectNode body, Instant begin) {
        if ((to == null) == (length == null)) {
            throw usage("expected either --to or --for");
        }
        Instant end = to == null ? begin.plus(duration(length)) : time("--to", to);
        if (!end.isAfter(begin)) {
            throw usage("--to: expected a time after " + begin + ", found " + end);
        }
        body.put("from", begin.toString()).put("to", end.toString());
    }

    private JsonNode recurrence(JsonNode before) {
        if (from != null || to != null) {
            throw usage(
                    "--rrule: expected --start and --duration instead of --from and --to; it ends by UNTIL or COUNT");
        }
        ObjectNode node = before.isObject() ? (ObjectNode) before : JsonNodeFactory.instance.objectNode();
        put(node, "rrule", rrule);
        put(node, "start", start);
        put(
                node,
                "zone",
                zone == null && !node.has("zone") ? ZoneId.systemDefault().getId() : zone);
        put(node, "duration", length);
        if (!node.has("start") || !node.has("duration")) {
            throw usage("--rrule: expected --start and --duration");
        }
        if (!exdates.isEmpty()) {
            exdates.forEach(node.putArray("exdates")::add);
        }
        check(node);
        return node;
    }

    /** The bridge checks it, too; here a mistake costs no way there and names the option. */
    private static void check(ObjectNode node) {
        List<String> left = new ArrayList<>();
        node.path("exdates").forEach(exdate -> left.add(exdate.asText()));
        try {
            RecurringSchedule.of(new Recurrence(
                            node.path("rrule").asText(),
                            node.path("start").asText(),
                            node.path("zone").asText(),
                            duration(node.path("duration").asText()).toMillis(),
                            left))
                    .requireExceptionsToMatch();
        } catch (InvalidRecurrenceException e) {
            String option = e.field().startsWith("exdates") ? "exdate" : e.field();
            throw usage("--" + option + ": " + e.problem());
        }
    }

    private void refuseRecurrenceParts() {
        if (start != null || zone != null || !exdates.isEmpty()) {
            throw usage("--start, --zone, --exdate: expected --rrule with them");
        }
    }

    private static void put(ObjectNode node, String field, String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    private static void matchers(ObjectNode body, List<String> texts) {
        for (String text : texts) {
            try {
                body.withArray("matchers").add(Matcher.parse(text).toString());
            } catch (IllegalArgumentException e) {
                throw usage("MATCHER: " + e.getMessage());
            }
        }
    }

    private static Instant time(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw usage(option + ": expected a time such as 2026-11-20T18:00:00Z, found " + text);
        }
    }

    private static Duration duration(String text) {
        try {
            return DurationNotation.parse(text);
        } catch (IllegalArgumentException e) {
            throw usage("--for: " + e.getMessage());
        }
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }
}
