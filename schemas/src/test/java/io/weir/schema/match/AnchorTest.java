package io.weir.schema.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Matcher;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an index may rely on: whoever satisfies the matcher has one of its anchors. */
class AnchorTest {
    private static String anchors(String matcher) {
        return Anchor.of(Matcher.parse(matcher)).stream()
                .map(anchor -> anchor.text() + (anchor.whole() ? "" : "*"))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "none",
            value = {
                "i=\"db1\"; db1",
                "i=~\"a|b|c\"; a b c",
                "i=~\"(a|b)\"; a b",
                "i=~\"(?:db1|db2)\"; db1 db2",
                "i=~\"db1(:.*)?\"; db1*",
                "i=~\"db1:?.*\"; db1*",
                "i=~\"web-[0-9]+|db\\.x\"; web-* db.x",
                "i=~\"^db1$\"; db1*",
                "i=~\"[a|b]x\"; none",
                "i=~\"(a|b)c\"; none",
                "i=~\"a|\"; none",
                "i=~\"a|.*\"; none",
                "i=~\"a*\"; none",
                "i=~\"db😀?\"; db*",
                "i=~\"(?i)a|b\"; none",
                "i=~\"\\Qa|b\\E\"; none",
                "i=\"\"; none",
                "i!=\"a\"; none",
                "i!~\"a\"; none",
            })
    void anchorsAreLiteralBeginnings(String matcher, String expected) {
        assertThat(anchors(matcher)).isEqualTo(expected == null ? "" : expected);
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> piece = Arbitraries.of(
                "a",
                "b",
                "ab",
                "|",
                "|",
                "(",
                ")",
                "(?:",
                "[ab]",
                "[|a]",
                "[^]a]",
                "[]|]",
                ".",
                "*",
                "+",
                "?",
                "{2}",
                "{0,1}",
                "\\.",
                "\\|",
                "\\(",
                "\\d",
                "^",
                "$",
                "(?i)",
                "\\Q",
                "\\E",
                "[[:alpha:](]");
        return piece.list().ofMinSize(1).ofMaxSize(8).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of("a", "b", "A", "B", ".", "|", "(", "1", "aa", "]", "x")
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 20_000)
    void whoeverMatchesHasAnAnchor(@ForAll("patterns") String pattern, @ForAll("values") String value) {
        Matcher matcher;
        try {
            matcher = Matcher.parse("i=~\"" + pattern.replace("\\", "\\\\") + "\"");
        } catch (IllegalArgumentException notAPattern) {
            return;
        }
        List<Anchor> anchors = Anchor.of(matcher);
        if (!anchors.isEmpty() && matcher.matches(java.util.Map.of("i", value))) {
            assertThat(anchors)
                    .as("%s takes %s", pattern, value)
                    .anyMatch(anchor -> anchor.whole() ? value.equals(anchor.text()) : value.startsWith(anchor.text()));
        }
    }
}
