package io.weir.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.track.Verdict;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.yaml.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What has to come out of a scenario: every revision, receipt and remediation, in order, each with the fields that the
 * file names. What the file does not list must not come.
 */
public final class Expectation {
    private static final Set<String> LISTS = Set.of(
            "firing", "resolved", "stale", "gone", "flapping", "persisted", "suppressed", "moved", "rare", "late");
    private static final Set<String> TIMES = Set.of("at", "openedAt", "resolvedAt");

    private final Map<String, Map<String, String>> alerts;
    private final List<Map<String, String>> incidents;
    private final List<Map<String, String>> receipts;
    private final List<Map<String, String>> remediations;
    private final Map<String, String> verdicts;

    private Expectation(
            Map<String, Map<String, String>> alerts,
            List<Map<String, String>> incidents,
            List<Map<String, String>> receipts,
            List<Map<String, String>> remediations,
            Map<String, String> verdicts) {
        this.alerts = alerts;
        this.incidents = incidents;
        this.receipts = receipts;
        this.remediations = remediations;
        this.verdicts = verdicts;
    }

    static Expectation read(Section expect, Map<String, Map<String, String>> alerts) {
        return new Expectation(
                alerts,
                entries(expect, "incidents", Described.INCIDENT),
                entries(expect, "receipts", Described.RECEIPT),
                entries(expect, "remediations", Described.REMEDIATION),
                expect.has("verdicts") ? new TreeMap<>(expect.map("verdicts").required()) : null);
    }

    private static List<Map<String, String>> entries(Section expect, String key, Described<?> described) {
        List<Map<String, String>> entries = new ArrayList<>();
        for (Section entry : expect.sections(key)) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String field : entry.keys()) {
                if (LISTS.contains(field)) {
                    List<String> names = entry.strings(field).required();
                    fields.put(field, names.stream().sorted().toList().toString());
                } else if (TIMES.contains(field)
                        && !entry.string(field).required().equals("none")) {
                    fields.put(
                            field,
                            Clock.text(Clock.instant(entry.duration(field).required())));
                } else if (described.has(field)) {
                    fields.put(field, entry.string(field).required());
                }
            }
            entries.add(fields);
        }
        return entries;
    }

    /** Compares; the message of a failure shows both sides in the notation of the scenario. */
    public void check(Outcome outcome) {
        Names names = new Names(alerts);
        check("incidents", incidents, outcome.incidents(), Described.INCIDENT, names, Incident::incidentId);
        List<Receipt> sorted = outcome.receipts().stream()
                .sorted(Comparator.comparing(Receipt::at)
                        .thenComparing(Receipt::tenant)
                        .thenComparing(receipt -> names.alert(receipt.fingerprint())))
                .toList();
        check("receipts", receipts, sorted, Described.RECEIPT, names, receipt -> null);
        check(
                "remediations",
                remediations,
                outcome.remediations(),
                Described.REMEDIATION,
                names,
                Remediation::incidentId);
        if (verdicts != null && outcome.verdicts() != null) {
            Map<String, String> given = new TreeMap<>();
            outcome.verdicts().forEach((verdict, count) -> given.put(word(verdict), Integer.toString(count)));
            assertThat(given).as("verdicts").isEqualTo(verdicts);
        }
    }

    private static <T> void check(
            String what,
            List<Map<String, String>> expected,
            List<T> actual,
            Described<T> described,
            Names names,
            Function<T, String> incidentOf) {
        List<String> wanted = new ArrayList<>();
        expected.forEach(fields -> wanted.add(text(fields)));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < actual.size(); i++) {
            T output = actual.get(i);
            Map<String, String> fields = i < expected.size() ? expected.get(i) : null;
            String incident = incidentOf.apply(output);
            if (fields != null && incident != null) {
                names.mention(incident, fields.get("incident"));
            }
            found.add(
                    fields == null
                            ? "unexpected: " + described.line(output, names)
                            : described.line(output, fields.keySet(), names));
        }
        assertThat(found).as(what).containsExactlyElementsOf(wanted);
    }

    private static String text(Map<String, String> fields) {
        List<String> parts = new ArrayList<>();
        fields.forEach((field, value) -> parts.add(field + ": " + value));
        return String.join(", ", parts);
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
