package io.weir.schema.rules;

import io.weir.schema.rules.RuleBook.Enrichment;
import io.weir.schema.yaml.Section;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the list {@code enrich}. */
final class EnrichmentRules {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_LABELS = 16;

    private EnrichmentRules() {}

    static List<Enrichment> read(Section root) {
        Names names = new Names();
        return root.sections("enrich").stream()
                .map(entry ->
                        new Enrichment(names.of(entry), entry.string("label").required(), table(entry)))
                .toList();
    }

    private static Map<String, Map<String, String>> table(Section entry) {
        if (!entry.has("table")) {
            entry.problem(
                    "table",
                    "expected values and the labels they add, found nothing",
                    "write table: {\"web1\": {owner: web team}}");
            return Map.of();
        }
        Section section = entry.section("table");
        if (section.keys().size() > MOST_ROWS) {
            entry.problem(
                    "table",
                    "expected at most " + MOST_ROWS + " rows, found "
                            + section.keys().size(),
                    "split the table by label, or leave rows out");
        }
        Map<String, Map<String, String>> table = new LinkedHashMap<>();
        for (String value : section.keys()) {
            Map<String, String> added = section.map(value).orElse(Map.of());
            if (added.size() > MOST_LABELS) {
                section.problem(
                        value,
                        "expected at most " + MOST_LABELS + " labels, found " + added.size(),
                        "keep those that people or rules need");
            }
            table.put(value, added);
        }
        return Collections.unmodifiableMap(table);
    }
}
