package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "job=\"node\"           | node      | true",
                "job=\"node\"           | node2     | false",
                "job!=\"node\"          | node      | false",
                "job!=\"node\"          | other     | true",
                "job=~\"no.*\"          | node      | true",
                "job=~\"od\"            | node      | false",
                "`job=~\"node|x\"`      | nodex     | false",
                "`job=~\"a|ab\"`        | ab        | true",
                "job!~\"no.*\"          | node      | false",
                "job!~\"od\"            | node      | true",
                "job=~\"(?i)NODE\"      | node      | true",
                "job=~\"^node$\"        | node      | true",
                "job=~\"\\d+\"          | 42        | true",
                "job=~\"web\\\\d\"      | web1      | true",
                "job=node               | node      | true",
                "job=~web\\d            | web1      | true",
                "  job  =  node         | node      | true",
                "job=\"a = b \"         | `a = b `  | true",
                "\"job\"=node           | node      | true",
            })
    void comparesTheWholeValue(String notation, String value, boolean expected) {
        assertThat(Matcher.parse(notation).matches(Map.of("job", value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "job=\"\"     | true",
                "job=         | true",
                "job=\"x\"    | false",
                "job!=\"\"    | false",
                "job!=\"x\"   | true",
                "job=~\".*\"  | true",
                "job=~\".+\"  | false",
                "job!~\".+\"  | true",
                "job!~\".*\"  | false",
            })
    void anAbsentLabelIsEmpty(String notation, boolean expected) {
        Matcher matcher = Matcher.parse(notation);

        assertThat(matcher.matches(Map.of("other", "x"))).isEqualTo(expected);
        assertThat(matcher.matches(Map.of("job", ""))).isEqualTo(expected);
        assertThat(matcher.matchesAbsent()).isEqualTo(expected);
    }

    @Test
    void theDotStopsAtALineBreakAsInAlertmanager() {
        assertThat(Matcher.parse("job=~\".+\"").matches(Map.of("job", "a\nb"))).isFalse();
        assertThat(Matcher.parse("job=~\"(?s).+\"").matches(Map.of("job", "a\nb")))
                .isTrue();
    }

    @Test
    void knowsTheEscapes() {
        assertThat(Matcher.parse("a=\"x\\n\\\"\\\\\\d\"").value()).isEqualTo("x\n\"\\\\d");
        assertThat(Matcher.parse("\"my label\"=\"x\"").label()).isEqualTo("my label");
        assertThat(Matcher.equal("my label", "x")).hasToString("\"my label\"=\"x\"");
        assertThat(Matcher.parse("метка=\"x\"").label()).isEqualTo("метка");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "job",
                "=x",
                "\"\"=x",
                "job=\"x",
                "job=\"x\\\"",
                "job=x\"",
                "job=\"x\"y",
                "a=\"b\",c=\"d\"",
                "a=b,c=d",
                "job==x",
                "job!=~x",
                "job=a b",
                "job=~x{2}",
                "{job=x}",
                "a b=c"
            })
    void refusesWhatIsNoMatcherAndShowsIt(String text) {
        assertThatThrownBy(() -> Matcher.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected")
                .hasMessageEndingWith("found: " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a)(b", "[a", "a**", "(?=a)b", "(a)\\1", "a{1001}", "*", "(?P<a>x)(?P<a>y)"})
    void refusesWhatRe2DoesNotKnow(String regex) {
        assertThatThrownBy(() -> Matcher.parse("a=~\"" + regex + '"'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected an RE2 regular expression, found: " + regex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{100}){100}){100}){100}){100}",
                "(a{1000}){100}",
                "(?:[\\]x]{999}y){50}",
                "(a{0,97}){0,97}c",
                "(a?){600}(b?){600}"
            })
    void refusesWhatWouldGrowWhenCompiled(String regex) {
        assertThatThrownBy(() -> Matcher.parse("a=~\"" + regex + '"'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("smaller regular expression");
    }

    @Test
    void refusesDeepNestsAndEndlessPatterns() {
        assertThatThrownBy(() -> Matcher.parse("a=~\"" + "(".repeat(1500) + ")".repeat(1500) + '"'))
                .hasMessageContaining("smaller regular expression");
        assertThatThrownBy(() -> Matcher.parse("a=~\"" + "x".repeat(5000) + '"'))
                .hasMessageContaining("smaller regular expression");
    }

    @Test
    void aPatternThatHangsBacktrackersAnswers() {
        assertThat(Matcher.parse("a=~\"(x+x+)+y\"").matches(Map.of("a", "x".repeat(20_000))))
                .isFalse();
    }
}
