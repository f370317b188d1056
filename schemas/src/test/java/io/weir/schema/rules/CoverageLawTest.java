package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Matcher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about matchers holds for every alert. */
class CoverageLawTest {
    private static final List<String> VALUES = List.of("", "x", "y", "xy", "x.y", "x|y", "web1", "^x");

    @Property
    void whatIsImpliedHolds(@ForAll("matchers") List<Matcher> narrow, @ForAll("matchers") List<Matcher> wide) {
        boolean implied = Coverage.implies(narrow, wide);
        Statistics.collect(implied);

        if (implied) {
            assertThat(alerts()).allMatch(alert -> !all(narrow, alert) || all(wide, alert));
        }
    }

    @Property
    void whatCannotMatchDoesNot(@ForAll("matchers") List<Matcher> one, @ForAll("matchers") List<Matcher> other) {
        Statistics.collect(Coverage.nothing(one), Coverage.disjoint(one, other));

        if (Coverage.nothing(one)) {
            assertThat(alerts()).noneMatch(alert -> all(one, alert));
        }
        if (Coverage.disjoint(one, other)) {
            assertThat(alerts()).noneMatch(alert -> all(one, alert) && all(other, alert));
        }
    }

    @Property
    void whatMatchesEverythingDoesAndWhatIsRequiredIs(@ForAll("matchers") List<Matcher> matchers) {
        if (Coverage.everything(matchers)) {
            assertThat(alerts()).allMatch(alert -> all(matchers, alert));
        }
        if (Coverage.requires(matchers, "a")) {
            assertThat(alerts()).noneMatch(alert -> all(matchers, alert) && !alert.containsKey("a"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a=x; a=~\"x|y\"; true",
                "a=~\"x|y\"; a=~\"(z|y|x)\"; true",
                "a=~\"^(x|y)$\"; a=~\"x|y\"; true",
                "a=~\"^x|y$\"; a=~\"x|y\"; false",
                "a=~\"x.*\"; a=~\".+\"; true",
                "a=~\"x.*\"; a!=\"\"; true",
                "a=~\".*x\"; a!=\"y\"; true",
                "a=~\"web.*\"; a!~\"db|mail\"; true",
                "a=~\"x\\.y\"; a=\"x.y\"; true",
                "a=~\"x.y\"; a=\"x.y\"; false",
                "a=~\"x|y\"; a=x; false",
                "b=x; a!=y; false",
                "a!=y; a=~\".+\"; false"
            })
    void theCommonCasesAreSeen(String narrow, String wide, boolean implied) {
        assertThat(Coverage.implies(List.of(Matcher.parse(narrow)), List.of(Matcher.parse(wide))))
                .isEqualTo(implied);
    }

    private static boolean all(List<Matcher> matchers, Map<String, String> alert) {
        return matchers.stream().allMatch(m -> m.matches(alert));
    }

    /** Every alert with the labels a and b, each with one of the values, or without. */
    private static List<Map<String, String>> alerts() {
        return VALUES.stream()
                .flatMap(a -> VALUES.stream().map(b -> {
                    Map<String, String> labels = new TreeMap<>();
                    if (!a.isEmpty()) {
                        labels.put("a", a);
                    }
                    if (!b.isEmpty()) {
                        labels.put("b", b);
                    }
                    return labels;
                }))
                .toList();
    }

    @Provide
    Arbitrary<List<Matcher>> matchers() {
        Arbitrary<String> exact = Arbitraries.of(VALUES);
        Arbitrary<String> regex = Arbitraries.of(
                "x",
                "x|y",
                "(x|y)",
                "^x$",
                "^(x|)$",
                "^x|y$",
                "x\\.y",
                "x\\|y",
                ".*",
                ".+",
                "..*",
                "x.*",
                "",
                "|x",
                "web[0-9]");
        Arbitrary<Matcher> plain = Combinators.combine(Arbitraries.of("a", "b"), Arbitraries.of("=", "!="), exact)
                .as((label, sign, value) -> Matcher.parse(label + sign + '"' + value + '"'));
        Arbitrary<Matcher> pattern = Combinators.combine(Arbitraries.of("a", "b"), Arbitraries.of("=~", "!~"), regex)
                .as((label, sign, value) -> Matcher.parse(label + sign + '"' + value + '"'));
        return Arbitraries.oneOf(plain, pattern).list().ofMaxSize(3);
    }
}
