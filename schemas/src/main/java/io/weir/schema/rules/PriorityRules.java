package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook.Priority;
import io.weir.schema.rules.RuleBook.Raise;
import io.weir.schema.yaml.Field;
import io.weir.schema.yaml.Section;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the map {@code priority}. */
final class PriorityRules {
    private static final int MOST_RAISES = 100;
    private static final int MOST_MEMBERS = 100_000;

    private PriorityRules() {}

    static Map<Severity, Priority> bySeverity(Section section) {
        Map<Severity, Priority> priorities = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            Priority fallback = Defaults.PRIORITY.get(severity);
            Section entry = section.section(severity.word());
            priorities.put(
                    severity,
                    new Priority(
                            level(entry, "urgency").orElse(fallback.urgency()),
                            level(entry, "impact").orElse(fallback.impact())));
        }
        return Collections.unmodifiableMap(priorities);
    }

    static List<Raise> raises(Section section, Matchers matchers) {
        List<Section> entries = section.sections("raise");
        if (entries.size() > MOST_RAISES) {
            section.problem(
                    "raise",
                    "expected at most " + MOST_RAISES + " entries, found " + entries.size(),
                    "join entries with the same effect");
        }
        return entries.stream().map(entry -> raise(entry, matchers)).toList();
    }

    private static Raise raise(Section entry, Matchers matchers) {
        Field<Integer> members = entry.integer("members", 2, MOST_MEMBERS);
        Field<List<Matcher>> match = matchers.field(entry, "match");
        Field<Integer> urgency = level(entry, "urgency");
        Field<Integer> impact = level(entry, "impact");
        if (!entry.has("members") && !match.refused() && match.orElse(List.of()).isEmpty()) {
            entry.problem(
                    "match",
                    "expected at least one matcher, or a number of members",
                    "say when it holds, for example match: ['owner=\"payments\"'] or members: 20");
        }
        if (!entry.has("urgency") && !entry.has("impact")) {
            entry.problem(
                    "urgency",
                    "expected urgency, impact or both, found nothing",
                    "say what is raised, for example urgency: 5");
        }
        return new Raise(members.orElse(null), match.orElse(List.of()), urgency.orElse(null), impact.orElse(null));
    }

    private static Field<Integer> level(Section entry, String key) {
        return entry.integer(key, 1, 5);
    }
}
