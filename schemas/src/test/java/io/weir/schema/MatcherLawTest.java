package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

class MatcherLawTest {

    @Property
    void everyEqualMatcherSurvivesItsNotation(@ForAll @NotEmpty String label, @ForAll String value) {
        Matcher matcher = Matcher.equal(label, value);

        assertThat(Matcher.parse(matcher.toString())).isEqualTo(matcher).hasToString(matcher.toString());
    }

    @Property
    void everyParsedMatcherSurvivesItsNotation(@ForAll("notations") String notation) {
        Matcher matcher = Matcher.parse(notation);

        assertThat(Matcher.parse(matcher.toString())).isEqualTo(matcher).hasSameHashCodeAs(matcher);
    }

    @Property
    void anOperatorAndItsNegationDisagree(@ForAll("values") String wanted, @ForAll("values") String actual) {
        Map<String, String> labels = Map.of("a", actual);

        assertThat(Matcher.parse("a=\"" + wanted + '"').matches(labels))
                .isEqualTo(wanted.equals(actual))
                .isNotEqualTo(Matcher.parse("a!=\"" + wanted + '"').matches(labels));
        assertThat(Matcher.parse("a=~\"" + wanted + '"').matches(labels))
                .isNotEqualTo(Matcher.parse("a!~\"" + wanted + '"').matches(labels));
    }

    /** The JDK's engine is the second opinion on patterns that mean the same to both. */
    @Property
    void patternsAreAnchored(@ForAll("patterns") String pattern, @ForAll("values") String actual) {
        assertThat(Matcher.parse("a=~\"" + pattern + '"').matches(Map.of("a", actual)))
                .isEqualTo(actual.matches(pattern));
    }

    @Property
    void whateverIsTypedEndsInAMatcherOrASentence(@ForAll String text) {
        assertThatCode(() -> {
                    try {
                        Matcher.parse(text).matches(Map.of());
                    } catch (IllegalArgumentException refused) {
                        assertThat(refused).hasMessageContaining("found");
                    }
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(4);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("a", "b", ".", "(a|b)", "(a|ab)", "a*", "b+", "(ab)?", "[ab]{2}", "")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> notations() {
        return Combinators.combine(
                        Arbitraries.of("a", " b ", "\"c d\"", "\"e\\\"f\"", "ü"),
                        Arbitraries.of("=", " != ", "=~", "!~"),
                        Arbitraries.of("\"x\"", "x", "\"\"", "\"x\\\\d\"", "\"\\\\.\"", "\"a\\n b\"", "\\w+", ""))
                .as((label, operator, value) -> label + operator + value);
    }
}
