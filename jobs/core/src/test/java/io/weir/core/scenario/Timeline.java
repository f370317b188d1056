package io.weir.core.scenario;

import io.weir.core.track.Verdict;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Fingerprint;
import io.weir.schema.Recurrence;
import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import io.weir.schema.downtime.RecurringSchedule;
import io.weir.schema.downtime.Schedule;
import io.weir.schema.downtime.Window;
import io.weir.schema.yaml.DurationNotation;
import io.weir.schema.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The entries of a scenario's timeline, unrolled to single records of the log. */
final class Timeline {
    static final String TENANT = "acme";

    private final Map<String, Map<String, String>> alerts;
    private final List<Moment> moments = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    /** Start of the newest episode of each alert; negative when it ended. */
    private final Map<String, Long> episodes = new HashMap<>();

    private final Map<String, Boolean> firing = new HashMap<>();
    private final Map<String, Downtime> downtimes = new HashMap<>();

    /** An observation with the verdict that the file expects of it; null when it names none. */
    record Moment(Observation observation, Verdict verdict) {}

    Timeline(Map<String, Map<String, String>> alerts) {
        this.alerts = alerts;
    }

    List<Moment> moments() {
        return moments;
    }

    List<Order> orders() {
        return orders;
    }

    void take(Section entry) {
        long at = Clock.instant(entry.duration("at").required());
        String tenant = entry.string("tenant").orElse(TENANT);
        if (entry.has("fires")) {
            observe(entry, AlertStatus.FIRING, entry.string("fires").required(), tenant, at);
        } else if (entry.has("resolves")) {
            observe(entry, AlertStatus.RESOLVED, entry.string("resolves").required(), tenant, at);
        } else if (entry.has("blinks")) {
            blink(entry, tenant, at);
        } else if (entry.has("downtime")) {
            Downtime downtime = downtime(entry, tenant, at);
            announce(Directive.Kind.DOWNTIME, tenant, downtime.id(), null, downtime, at);
        } else if (entry.has("cancel")) {
            Downtime downtime = cancelled(tenant, entry.string("cancel").required());
            announce(Directive.Kind.DOWNTIME, tenant, downtime.id(), null, downtime, at);
        } else if (entry.has("rules")) {
            announce(
                    Directive.Kind.RULES,
                    tenant,
                    "book-" + at,
                    entry.string("rules").required(),
                    null,
                    at);
        } else if (entry.has("topology")) {
            List<Edge> edges = entry.list("topology", Timeline::edge, "write what depends first: web1 -> db1")
                    .required();
            orders.add(new Order(
                    at,
                    new Directive(
                            Directive.Kind.TOPOLOGY,
                            tenant,
                            "topology",
                            null,
                            null,
                            null,
                            new Topology(edges),
                            null,
                            "operator")));
        } else {
            entry.problem(
                    "at",
                    "expected one of fires, resolves, blinks, downtime, cancel, rules, topology",
                    "say what happens");
        }
    }

    private void observe(Section entry, AlertStatus status, String alert, String tenant, long at) {
        int copies = entry.integer("copies", 1, 100_000).orElse(1);
        int times = entry.integer("times", 1, 100_000).orElse(1);
        long every = entry.duration("every").orElse(Duration.ZERO).toMillis();
        Verdict verdict =
                entry.string("verdict").optional().map(Timeline::verdict).orElse(null);
        for (int i = 0; i < copies * times; i++) {
            Map<String, String> labels = labels(alert, i / times + 1);
            moments.add(new Moment(observation(entry, status, labels, tenant, at + i * every), verdict));
        }
    }

    /** An alert that comes and goes. */
    private void blink(Section entry, String tenant, long at) {
        Map<String, String> labels = labels(entry.string("blinks").required(), 1);
        int times = entry.integer("times", 1, 100_000).required();
        long every = entry.duration("every").required().toMillis();
        long lasts = entry.duration("lasts").required().toMillis();
        for (int i = 0; i < times; i++) {
            long start = at + i * every;
            moments.add(new Moment(observation(entry, AlertStatus.FIRING, labels, tenant, start), null));
            moments.add(new Moment(observation(entry, AlertStatus.RESOLVED, labels, tenant, start + lasts), null));
        }
    }

    private Map<String, String> labels(String alert, int copy) {
        Map<String, String> labels = new TreeMap<>();
        alerts.getOrDefault(alert, Map.of("alertname", alert))
                .forEach((label, value) -> labels.put(label, value.replace("{n}", Integer.toString(copy))));
        return labels;
    }

    private Observation observation(
            Section entry, AlertStatus status, Map<String, String> labels, String tenant, long at) {
        String fingerprint = Fingerprint.of(labels);
        String key = tenant + "|" + fingerprint;
        boolean fires = status == AlertStatus.FIRING;
        long episode = firing.getOrDefault(key, false) || !fires ? episodes.getOrDefault(key, at) : at;
        Long startsAt = time(entry, "startsAt", episode);
        if (startsAt != null) {
            episodes.put(key, startsAt);
        }
        firing.put(key, fires);
        Long expiresAt = entry.has("expiresAfter")
                ? Long.valueOf(at + entry.duration("expiresAfter").required().toMillis())
                : null;
        return new Observation(
                at,
                new Alert(
                        tenant,
                        entry.string("source").orElse("alertmanager"),
                        fingerprint,
                        status,
                        startsAt,
                        fires ? null : time(entry, "endsAt", at),
                        expiresAt,
                        labels,
                        entry.map("annotations").orElse(Map.of()),
                        null,
                        null,
                        at,
                        entry.string("observation").orElse(null)));
    }

    /** {@code none} is no time at all. */
    private static Long time(Section entry, String key, Long otherwise) {
        String text = entry.string(key).orElse(null);
        if (text == null) {
            return otherwise;
        }
        return text.equals("none") ? null : Long.valueOf(Clock.instant(DurationNotation.parse(text)));
    }

    private static Verdict verdict(String word) {
        return Verdict.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private Downtime downtime(Section entry, String tenant, long at) {
        String id = entry.string("downtime").required();
        Downtime before = downtimes.get(tenant + "|" + id);
        List<String> matchers = entry.strings("match").orElse(before == null ? List.of() : before.matchers());
        Recurrence recurrence = entry.has("rrule") ? recurrence(entry) : null;
        Window whole = recurrence == null ? window(entry, before, at) : whole(RecurringSchedule.of(recurrence));
        Downtime downtime = new Downtime(
                id,
                before == null ? 1 : before.revision() + 1,
                Downtime.Status.ACTIVE,
                matchers,
                whole.from(),
                whole.to(),
                recurrence,
                "operator",
                "maintenance",
                at);
        downtimes.put(tenant + "|" + id, downtime);
        return downtime;
    }

    private static Window window(Section entry, Downtime before, long at) {
        return new Window(
                entry.duration("from").optional().map(Clock::instant).orElse(before == null ? at : before.from()),
                Clock.instant(entry.duration("to").required()));
    }

    private static Window whole(RecurringSchedule schedule) {
        return new Window(schedule.first().from(), Math.min(schedule.end(), Schedule.FAR_AWAY));
    }

    private static Recurrence recurrence(Section entry) {
        return new Recurrence(
                entry.string("rrule").required(),
                entry.string("start").required(),
                entry.string("zone").required(),
                entry.duration("duration").required().toMillis(),
                entry.strings("exdates").orElse(List.of()));
    }

    private Downtime cancelled(String tenant, String id) {
        Downtime before = downtimes.get(tenant + "|" + id);
        Downtime downtime = new Downtime(
                id,
                before.revision() + 1,
                Downtime.Status.CANCELLED,
                before.matchers(),
                before.from(),
                before.to(),
                before.recurrence(),
                before.author(),
                before.comment(),
                before.createdAt());
        downtimes.put(tenant + "|" + id, downtime);
        return downtime;
    }

    private static Edge edge(String text) {
        String[] names = text.split(" -> ", -1);
        if (names.length != 2) {
            throw new IllegalArgumentException("expected two entities, found \"" + text + '"');
        }
        return new Edge(names[0], names[1]);
    }

    private void announce(Directive.Kind kind, String tenant, String id, String book, Downtime downtime, long at) {
        orders.add(new Order(at, new Directive(kind, tenant, id, null, book, downtime, null, null, "operator")));
    }
}
