package io.weir.core.scenario;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.TicketWish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What can be said of an output, word by word, in the notation of the scenarios. A field that is absent reads {@code
 * none}; lists are sorted.
 *
 * @param <T> the output
 */
final class Described<T> {
    static final Described<Incident> INCIDENT = new Described<Incident>()
            .with("at", (i, names) -> Clock.text(i.updatedAt()))
            .with("incident", (i, names) -> names.incident(i.incidentId()))
            .with("tenant", (i, names) -> i.tenant())
            .with("revision", (i, names) -> Long.toString(i.revision()))
            .with("kind", (i, names) -> word(i.kind()))
            .with("reason", (i, names) -> i.reason())
            .with("status", (i, names) -> word(i.status()))
            .with("severity", (i, names) -> word(i.severity()))
            .with("urgency", (i, names) -> Integer.toString(i.urgency()))
            .with("impact", (i, names) -> Integer.toString(i.impact()))
            .with("rule", (i, names) -> i.rule())
            .with("rulesVersion", (i, names) -> i.rulesVersion())
            .with("title", (i, names) -> i.title())
            .with("openedAt", (i, names) -> Clock.text(i.openedAt()))
            .with("resolvedAt", (i, names) -> Clock.text(i.resolvedAt()))
            .with("resolution", (i, names) -> Objects.requireNonNullElse(i.resolution(), "none"))
            .with("seat", (i, names) -> Objects.requireNonNullElse(i.likelySeat(), "none"))
            .with("reopened", (i, names) -> Integer.toString(i.reopened()))
            .with("memberCount", (i, names) -> Integer.toString(i.memberCount()))
            .with("firingCount", (i, names) -> Integer.toString(i.firingCount()))
            .with("omitted", (i, names) -> Integer.toString(i.membersOmitted()))
            .with("firing", (i, names) -> members(i, names, m -> m.status() == Member.Status.FIRING))
            .with("resolved", (i, names) -> members(i, names, m -> m.status() == Member.Status.RESOLVED))
            .with("stale", (i, names) -> members(i, names, m -> m.status() == Member.Status.STALE))
            .with("gone", (i, names) -> members(i, names, m -> m.status() == Member.Status.GONE))
            .with("flapping", (i, names) -> members(i, names, Member::flapping))
            .with("persisted", (i, names) -> members(i, names, Member::persisted))
            .with(
                    "suppressed",
                    (i, names) ->
                            members(i, names, m -> m.status() == Member.Status.FIRING && m.suppressedBy() != null))
            .with("moved", (i, names) -> members(i, names, m -> m.status() == Member.Status.MOVED))
            .with("rare", (i, names) -> members(i, names, m -> Boolean.TRUE.equals(m.rare())))
            .with("late", (i, names) -> members(i, names, m -> Boolean.TRUE.equals(m.late())))
            .with("state", (i, names) -> i.state())
            .with("priority", (i, names) -> String.valueOf(i.priority()))
            .with("suppressedCount", (i, names) -> Objects.toString(i.suppressedCount(), "none"))
            .with("cause", (i, names) -> Objects.requireNonNullElse(i.cause(), "none"))
            .with("facts", (i, names) -> i.facts() == null ? "none" : new TreeMap<>(i.facts()).toString())
            .with("acknowledged", (i, names) -> Objects.requireNonNullElse(i.acknowledgedBy(), "none"))
            .with("ticket", (i, names) -> i.ticket() == null ? "none" : ticket(i.ticket()));

    static final Described<Receipt> RECEIPT = new Described<Receipt>()
            .with("at", (r, names) -> Clock.text(r.at()))
            .with("tenant", (r, names) -> r.tenant())
            .with("alert", (r, names) -> names.alert(r.fingerprint()))
            .with("state", (r, names) -> r.state())
            .with("reason", (r, names) -> Objects.requireNonNullElse(r.reason(), "none"))
            .with("downtime", (r, names) -> Objects.requireNonNullElse(r.downtimeId(), "none"));

    static final Described<Remediation> REMEDIATION = new Described<Remediation>()
            .with("at", (r, names) -> Clock.text(r.requestedAt()))
            .with("incident", (r, names) -> names.incident(r.incidentId()))
            .with("tenant", (r, names) -> r.tenant())
            .with("kind", (r, names) -> word(r.kind()))
            .with("rule", (r, names) -> r.rule())
            .with("template", (r, names) -> r.template())
            .with("target", (r, names) -> r.target())
            .with("mode", (r, names) -> word(r.mode()))
            .with("attempt", (r, names) -> Integer.toString(r.attempt()))
            .with("alert", (r, names) -> names.alert(r.fingerprint()))
            .with("reason", (r, names) -> Objects.requireNonNullElse(r.reason(), "none"))
            .with("labels", (r, names) -> r.labels() == null ? "none" : new TreeMap<>(r.labels()).toString());

    private final Map<String, BiFunction<T, Names, String>> fields = new LinkedHashMap<>();

    private Described<T> with(String field, BiFunction<T, Names, String> text) {
        fields.put(field, text);
        return this;
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** These fields of {@code output} as one line. */
    String line(T output, Iterable<String> chosen, Names names) {
        StringBuilder line = new StringBuilder();
        for (String field : chosen) {
            line.append(line.isEmpty() ? "" : ", ").append(field).append(": ");
            line.append(fields.get(field).apply(output, names));
        }
        return line.toString();
    }

    /** Every field as one line. */
    String line(T output, Names names) {
        return line(output, fields.keySet(), names);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** For example {@code category 3, group 2, on db1 db2}. */
    private static String ticket(TicketWish wish) {
        List<String> parts = new ArrayList<>();
        if (wish.category() != null) {
            parts.add("category " + wish.category());
        }
        if (wish.requester() != null) {
            parts.add("requester " + wish.requester());
        }
        if (wish.assignGroup() != null) {
            parts.add("group " + wish.assignGroup());
        }
        if (!wish.assets().isEmpty()) {
            parts.add("on " + String.join(" ", wish.assets()));
        }
        return String.join(", ", parts);
    }

    private static String members(Incident incident, Names names, Predicate<Member> which) {
        return incident.members().stream()
                .filter(which)
                .map(member -> names.alert(member.fingerprint()))
                .sorted()
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
