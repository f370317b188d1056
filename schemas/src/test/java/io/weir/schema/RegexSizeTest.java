package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSizeTest {

    @Property
    void whatFitsCompilesToNoMoreThanAFewTimesAsMuch(@ForAll("patterns") String pattern) {
        Assume.that(RegexSize.fits(pattern, 2_000, 100));
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
        assertThat(RegexSize.fits(pattern, 10_000, 100)).isTrue();
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
        assertThat(RegexSize.fits(pattern, 10_000, 100)).isFalse();
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
