package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook.Grouping;
import io.weir.schema.rules.RuleBook.Proximity;
import io.weir.schema.yaml.DurationNotation;
import io.weir.schema.yaml.Field;
import io.weir.schema.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the list {@code grouping}. */
final class GroupingRules {
    private static final int MOST_ALERTS = 1_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private GroupingRules() {}

    static List<Grouping> read(Section root, Matchers matchers) {
        Names names = new Names();
        List<Grouping> rules = new ArrayList<>();
        List<Section> entries = root.sections("grouping");
        boolean lastMatchesAll = false;
        for (Section entry : entries) {
            Field<List<Matcher>> match = matchers.field(entry, "match");
            rules.add(read(entry, names, match.orElse(List.of())));
            boolean matchesAll = match.orElse(List.of()).isEmpty() && !match.refused();
            if (matchesAll && rules.size() < entries.size()) {
                entry.problem(
                        "match",
                        "expected at least one matcher, since only the last entry may match everything",
                        "add a matcher, or move this entry to the end");
            }
            lastMatchesAll = matchesAll || match.refused();
        }
        if (!lastMatchesAll) {
            root.problem(
                    "grouping",
                    "expected a last entry that matches everything",
                    "end the list with an entry without match, such as {name: otherwise, scope: [alertname]}");
        }
        return List.copyOf(rules);
    }

    private static Grouping read(Section entry, Names names, List<Matcher> match) {
        String name = names.of(entry);
        Duration gap = entry.duration("gap", SHORTEST, LONGEST).orElse(Defaults.GAP);
        Duration maxSpan = entry.duration("maxSpan", SHORTEST, LONGEST).orElse(Defaults.MAX_SPAN);
        if (maxSpan.compareTo(gap) < 0) {
            entry.problem(
                    "maxSpan",
                    "expected at least the gap of " + DurationNotation.format(gap) + ", found "
                            + DurationNotation.format(maxSpan),
                    "raise maxSpan or lower gap");
        }
        return new Grouping(
                name,
                match,
                scope(entry),
                gap,
                maxSpan,
                waits(entry.section("wait")),
                entry.duration("updateEvery", Duration.ZERO, LONGEST).orElse(Defaults.UPDATE_EVERY),
                entry.duration("resolveQuiet", Duration.ZERO, LONGEST).orElse(Defaults.RESOLVE_QUIET),
                entry.duration("reopenWithin", Duration.ZERO, LONGEST).orElse(Defaults.REOPEN_WITHIN),
                entry.integer("minAlerts", 1, MOST_ALERTS).orElse(Defaults.MIN_ALERTS),
                entry.flag("split").orElse(Defaults.SPLIT),
                topology(entry));
    }

    /** Null when the entry does not ask for it. */
    private static Proximity topology(Section entry) {
        boolean asked = entry.has("topology");
        Section section = entry.section("topology");
        String entity = asked ? section.string("entity").required() : null;
        int hops = section.integer("hops", 1, 2).orElse(Defaults.HOPS);
        boolean learn = section.flag("learn").orElse(Defaults.LEARN);
        return asked ? new Proximity(entity, hops, learn) : null;
    }

    private static List<String> scope(Section entry) {
        if (!entry.has("scope")) {
            entry.problem(
                    "scope",
                    "expected the labels whose values members of an incident share, found nothing",
                    "write scope: [site, service], or scope: [] for one incident for all");
            return List.of();
        }
        return Matchers.labels(entry, "scope");
    }

    private static Map<Severity, Duration> waits(Section section) {
        Map<Severity, Duration> waits = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            waits.put(
                    severity,
                    section.duration(severity.word(), Duration.ZERO, Duration.ofDays(1))
                            .orElse(Defaults.WAIT.get(severity)));
        }
        return Collections.unmodifiableMap(waits);
    }
}
