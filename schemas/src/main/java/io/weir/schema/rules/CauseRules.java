package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.rules.RuleBook.Inhibition;
import io.weir.schema.yaml.Field;
import io.weir.schema.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the lists {@code inhibition} and {@code dependencies}: two notations of one thing, with names in common. */
final class CauseRules {
    private static final Duration LONGEST_LATE_JOIN = Duration.ofHours(1);
    /** All rules that an alert has a part in travel with it. */
    private static final int MOST_RULES = 100;

    private CauseRules() {}

    static List<Inhibition> inhibition(Section root, Names names, Matchers matchers) {
        List<Inhibition> rules = new ArrayList<>();
        for (Section entry : entries(root, "inhibition")) {
            Map<String, String> equal = new LinkedHashMap<>();
            Matchers.labels(entry, "equal").forEach(label -> equal.put(label, label));
            rules.add(rule(entry, names, matchers, "source", "target", "equal", equal));
        }
        return List.copyOf(rules);
    }

    static List<Inhibition> dependencies(Section root, Names names, Matchers matchers) {
        List<Inhibition> rules = new ArrayList<>();
        for (Section entry : entries(root, "dependencies")) {
            Map<String, String> on = entry.pairs("on").orElse(Map.of());
            if (!entry.has("on")) {
                entry.problem(
                        "on",
                        "expected the child's labels that lead to its parent's, found nothing",
                        "write on: {switch: instance}, or on: [] if any parent takes every child with it");
            }
            rules.add(rule(entry, names, matchers, "parent", "child", "on", on));
        }
        return List.copyOf(rules);
    }

    private static List<Section> entries(Section root, String key) {
        List<Section> entries = root.sections(key);
        if (entries.size() > MOST_RULES) {
            root.problem(
                    key,
                    "expected at most " + MOST_RULES + " entries, found " + entries.size(),
                    "join them with regexes, or with a label that a lookup table adds");
        }
        return entries;
    }

    private static Inhibition rule(
            Section entry,
            Names names,
            Matchers matchers,
            String cause,
            String muted,
            String equal,
            Map<String, String> labels) {
        String name = names.of(entry);
        Field<List<Matcher>> source = matchers.field(entry, cause);
        Field<List<Matcher>> target = matchers.field(entry, muted);
        List<Matcher> sources = source.orElse(List.of());
        List<Matcher> targets = target.orElse(List.of());
        if (!source.refused() && sources.stream().allMatch(Matcher::matchesAbsent)) {
            entry.problem(
                    cause,
                    "expected at least one matcher that an absent label does not satisfy",
                    "name the alerts that are a cause, for example alertname=\"ServerDown\"");
        }
        if (!target.refused() && Coverage.everything(targets)) {
            entry.problem(
                    muted,
                    "expected at least one matcher that does not match everything",
                    "name the alerts that are muted, for example severity=\"warning\"");
        } else if (!target.refused() && labels.isEmpty() && targets.stream().allMatch(Matcher::matchesAbsent)) {
            entry.problem(
                    muted,
                    "expected a matcher that an absent label does not satisfy, for " + equal + " names no label",
                    "one cause would mute nearly everything: add a label to " + equal
                            + ", or a matcher such as severity=\"warning\"");
        }
        if (!sources.isEmpty()
                && labels.entrySet().stream().allMatch(pair -> pair.getKey().equals(pair.getValue()))
                && Coverage.implies(sources, targets)
                && Coverage.implies(targets, sources)) {
            entry.problem(
                    muted,
                    "expected other alerts than " + cause + " matches: an alert cannot mute itself, and alerts that"
                            + " are on both sides do not mute each other",
                    "tell the two apart by a label");
        }
        return new Inhibition(
                name,
                sources,
                targets,
                Collections.unmodifiableMap(labels),
                entry.duration("lateJoin", Duration.ZERO, LONGEST_LATE_JOIN).orElse(Defaults.LATE_JOIN));
    }
}
