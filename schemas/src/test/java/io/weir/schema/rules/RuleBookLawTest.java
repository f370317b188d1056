package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.weir.schema.rules.RuleBook.Enrichment;
import io.weir.schema.yaml.InvalidDocumentException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RuleBookLawTest {
    private static final RuleBook SILENT = RuleBookParser.parse("version: x");

    @Property
    void aLookupNeverChangesWhatAnAlertHas(
            @ForAll("labels") Map<String, String> alert, @ForAll("tables") List<Enrichment> tables) {
        RuleBook book = RuleBookParser.parse(BookYaml.with("enrich", BookYaml.tables(tables)));
        Map<String, String> enriched = book.enriched(alert);

        assertThat(book.enrich()).isEqualTo(tables);
        assertThat(enriched).containsAllEntriesOf(alert);
        assertThat(book.enriched(enriched)).containsAllEntriesOf(enriched);
    }

    /** Every section that is printed is read as it was, and leaves the others at their defaults. */
    @Property
    void anInhibitionThatIsPrintedIsReadAsItWas(@ForAll("causes") List<RuleBook.Inhibition> rules) {
        RuleBook book = RuleBookParser.parse(BookYaml.with("dependencies", BookYaml.dependencies(rules)));

        assertThat(book.dependencies()).isEqualTo(rules);
        assertThat(book.grouping()).isEqualTo(SILENT.grouping());
        assertThatCode(() -> RuleBookAdvice.of(book)).doesNotThrowAnyException();
    }

    /** Whatever is typed ends in a book or in problems with a path, and a book that was taken can be advised on. */
    @Property
    void whateverIsTypedEndsInABookOrInProblems(@ForAll("documents") String yaml) {
        try {
            assertThat(RuleBookAdvice.of(RuleBookParser.parse(yaml))).isNotNull();
        } catch (InvalidDocumentException invalid) {
            assertThat(invalid.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.path()).isNotBlank();
                assertThat(problem.toString()).hasLineCount(1);
            });
        }
    }

    @Provide
    Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), Arbitraries.of("x", "y", "z"));
    }

    @Provide
    Arbitrary<List<Enrichment>> tables() {
        Arbitrary<Map<String, Map<String, String>>> table = Arbitraries.maps(Arbitraries.of("x", "y", "1"), labels());
        return Combinators.combine(Arbitraries.of("a", "b", "c"), table)
                .as(Map::entry)
                .list()
                .ofMaxSize(4)
                .map(entries -> java.util.stream.IntStream.range(0, entries.size())
                        .mapToObj(i -> new Enrichment(
                                "t" + i, entries.get(i).getKey(), entries.get(i).getValue()))
                        .toList());
    }

    @Provide
    Arbitrary<List<RuleBook.Inhibition>> causes() {
        return Combinators.combine(
                        Arbitraries.of("p=x", "p=~\"x.*\""),
                        Arbitraries.of("c=y", "c!=\"\"", "c=~\"a|b\""),
                        labels(),
                        Arbitraries.integers().between(0, 3600))
                .as((source, target, on, lateJoin) -> new RuleBook.Inhibition(
                        "",
                        List.of(io.weir.schema.Matcher.parse(source)),
                        List.of(io.weir.schema.Matcher.parse(target)),
                        on,
                        java.time.Duration.ofSeconds(lateJoin)))
                .list()
                .ofMaxSize(4)
                .map(BookYaml::named);
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> key = Arbitraries.of(
                "identity", "enrich", "grouping", "inhibition", "dependencies", "noise", "priority", "limits", "x");
        Arbitrary<String> value = Arbitraries.of(
                "",
                "1",
                "[]",
                "{}",
                "[{}]",
                "[[]]",
                "{raise: [{}]}",
                "{raise: [{members: 2, match: [a]}]}",
                "{ignore: [a, [b]]}",
                "[{name: a, scope: []}]",
                "[{name: a, source: [b=c], target: [d=e], equal: {f: g}}]",
                "[{name: a, parent: [b=c], child: [d=e], on: {f: g}}]",
                "[{name: a, label: b, table: {c: {d: }}}]",
                "{never: [a=b], over: 1h}",
                "{a: &a [1], b: *a}");
        return Combinators.combine(key, value)
                .as((k, v) -> k + ": " + v + "\n")
                .list()
                .ofMaxSize(4)
                .map(lines -> "version: x\n" + String.join("", lines));
    }
}
