package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.rules.RuleBook.Enrichment;
import io.weir.schema.rules.RuleBook.Inhibition;
import io.weir.schema.yaml.DurationNotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints parts of rule books as YAML. */
final class BookYaml {
    private BookYaml() {}

    static String with(String section, String content) {
        return "version: x\n" + section + ": " + content;
    }

    static String tables(List<Enrichment> tables) {
        return list(tables.stream()
                .map(table -> "{name: " + quoted(table.name()) + ", label: " + quoted(table.label()) + ", table: "
                        + rows(table.table()) + "}")
                .toList());
    }

    static String dependencies(List<Inhibition> rules) {
        return list(rules.stream()
                .map(rule -> "{name: " + quoted(rule.name()) + ", parent: " + matchers(rule.source()) + ", child: "
                        + matchers(rule.target()) + ", on: " + map(rule.equal()) + ", lateJoin: "
                        + DurationNotation.format(rule.lateJoin()) + "}")
                .toList());
    }

    /** The same rules, each with a name of its own. */
    static List<Inhibition> named(List<Inhibition> rules) {
        List<Inhibition> named = new ArrayList<>();
        for (Inhibition rule : rules) {
            named.add(new Inhibition(
                    "rule " + named.size(), rule.source(), rule.target(), rule.equal(), rule.lateJoin()));
        }
        return named;
    }

    private static String rows(Map<String, Map<String, String>> rows) {
        return rows.entrySet().stream()
                .map(row -> quoted(row.getKey()) + ": " + map(row.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String map(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String matchers(List<Matcher> matchers) {
        return list(matchers.stream().map(matcher -> quoted(matcher.toString())).toList());
    }

    private static String list(List<String> entries) {
        return entries.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
