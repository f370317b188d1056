package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSizeTest {

    @Property
    void whatFitsCompilesToNoMoreThanAFewTimesAsMuch(@ForAll("patterns") String pattern) {
        RegexSize estimate = RegexSize.of(pattern, 2_000);
        Assume.that(estimate.steps() <= 2_000 && estimate.levels() <= 100);
        assertThat(estimate.width()).isBetween(1L, 2 * estimate.steps() + 1);
        int size = 0;
        try {
            size = Pattern.compile(pattern).programSize();
        } catch (PatternSyntaxException notAPattern) {
            Assume.that(false);
        }
        assertThat(size).isLessThan(2_000 * 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}",
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "(web|db|cache)-[0-9]{1,4}\\.(eu|us)-(east|west)-[12]\\..*",
                "\\Q((a{1000}){1000}\\E",
                "\\x{1000}\\p{Greek}*",
                "[](){1000}]"
            })
    void letsOrdinaryPatternsThrough(String pattern) {
        RegexSize size = RegexSize.of(pattern, 10_000);
        assertThat(size.steps()).isLessThan(300);
        assertThat(size.width()).isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "\\Q[\\E((a{100}){100}){100}]",
                "[]]((a{100}){100}){100}",
                "\\[((a{100}){100}){100}",
                "((a{,5}b{100,}){100}){100}"
            })
    void seesThroughDisguises(String pattern) {
        assertThat(RegexSize.of(pattern, 10_000).steps()).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "web 1",
                "critical|warning 1",
                "(?:web|db|cache) 1",
                "web.+ 2",
                ".*web.* 3",
                "db1(:.*)? 7",
                "[0-9a-f]{8} 9",
                ".*aaaa 5",
                ".*abab 3",
                "(?i)abAB.* 8",
                "(a|aa)(a|aa)(a|aa) 21",
                ".*\\.\\.\\.x 4",
                "(a{0,9}){0,9} 140"
            })
    void theWidthIsHowManyPlacesOneTextCanReach(String pattern, long width) {
        assertThat(RegexSize.of(pattern, 10_000).width()).isEqualTo(width);
    }

    @Test
    void manyNamesAreNarrowAndManyRepetitionsAreNot() {
        String names = IntStream.range(0, 400).mapToObj(i -> "web-" + i).collect(Collectors.joining("|"));
        assertThat(RegexSize.of(names, 10_000).width()).isEqualTo(1);
        assertThat(RegexSize.of("(" + names + ")(:\\d+)?", 10_000).width()).isBetween(400L, 500L);
        assertThat(RegexSize.of("a?".repeat(2_000), 10_000).width()).isEqualTo(2_000);
        assertThat(RegexSize.of(".*" + "a".repeat(2_000), 10_000).width()).isEqualTo(2_001);
        assertThat(RegexSize.of("(|){1000}", 10_000).width()).isGreaterThan(1_000);
        assertThat(RegexSize.of("(?i).*" + "\u212a".repeat(500), 10_000).width())
                .isGreaterThan(500);
    }

    @Test
    void classesOfUnicodeCountWhatTheirTablesTake() {
        assertThat(RegexSize.of("\\pL\\p{Greek}[\\PN\\x{100}-\\x{1ffff}]", 10_000)
                        .steps())
                .isGreaterThan(500);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of(
                        "a",
                        "(",
                        ")",
                        "{30}",
                        "{2,9}",
                        "{7,}",
                        "[",
                        "]",
                        "^",
                        "\\Q",
                        "\\E",
                        "\\x{1000}",
                        "\\",
                        "*",
                        "+?",
                        "|",
                        "(?:",
                        "\\]",
                        "\\p{L}",
                        "b")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }
}
