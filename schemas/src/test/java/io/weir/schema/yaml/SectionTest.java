package io.weir.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
    private enum Mode {
        OFF,
        DRY_RUN
    }

    @Test
    void readsEveryType() {
        Section root = Section.parse("""
                text: 'a: b'
                version: 1.10
                answer: true
                count: 42
                flag: true
                wait: 1h30m
                mode: off
                other: dry-run
                url: https://glpi.example.com/api
                at: 2026-11-20T18:00:00+01:00
                list: [a, 1, 'c']
                map: {b: 1, a: two}
                words: {x: off}
                size: 10kb
                """);

        assertThat(root.string("text").required()).isEqualTo("a: b");
        assertThat(root.string("version").required()).isEqualTo("1.10");
        assertThat(root.string("answer").required()).isEqualTo("true");
        assertThat(root.integer("count", 1, 100).required()).isEqualTo(42);
        assertThat(root.flag("flag").required()).isTrue();
        assertThat(root.duration("wait").required()).isEqualTo(Duration.ofMinutes(90));
        assertThat(root.word("mode", Mode.class).required()).isEqualTo(Mode.OFF);
        assertThat(root.word("other", Mode.class).required()).isEqualTo(Mode.DRY_RUN);
        assertThat(root.uri("url", "http", "https").required()).isEqualTo(URI.create("https://glpi.example.com/api"));
        assertThat(root.instant("at").required()).isEqualTo(Instant.parse("2026-11-20T17:00:00Z"));
        assertThat(root.strings("list").required()).containsExactly("a", "1", "c");
        assertThat(root.map("map").required()).containsExactly(Map.entry("b", "1"), Map.entry("a", "two"));
        assertThat(root.words("words", Mode.class).required()).containsEntry("x", Mode.OFF);
        assertThat(root.value("size", String::length, "").required()).isEqualTo(4);
        assertThatCode(root::finish).doesNotThrowAnyException();
    }

    @Test
    void aMissingKeyHasItsDefault() {
        Section root = Section.parse("a: 1");

        assertThat(root.string("b").orElse("x")).isEqualTo("x");
        assertThat(root.string("b").optional()).isEmpty();
        assertThat(root.string("b").orElseGet(() -> "y")).isEqualTo("y");
        assertThat(root.section("c").duration("d").orElse(Duration.ZERO)).isZero();
        assertThat(root.sections("e")).isEmpty();
        assertThat(root.sectionsByKey("f")).isEmpty();
        assertThat(root.has("a")).isTrue();
        assertThatCode(root::finish).doesNotThrowAnyException();
    }

    @Test
    void namesThePathInDepth() {
        Section root = Section.parse("""
                outer:
                  - inner: {}
                  - inner:
                      list: [1, x, [y]]
                tenants:
                  acme: {limit: 5}
                  "b c": {limit: many}
                """);
        for (Section section : root.sections("outer")) {
            section.section("inner")
                    .list("list", Integer::valueOf, "write numbers")
                    .orElse(List.of());
        }
        Map<String, Section> tenants = root.sectionsByKey("tenants");
        tenants.values().forEach(tenant -> tenant.integer("limit", 1, 10).orElse(1));

        assertThat(tenants).containsOnlyKeys("acme", "b c");
        assertThat(problems(root))
                .extracting(Problem::path)
                .containsExactly("outer[1].inner.list[1]", "outer[1].inner.list[2]", "tenants[\"b c\"].limit");
    }

    @Test
    void collectsAllProblemsOneLineEach() {
        Section root = Section.parse("a: x\nc: 1\nnam: y\n");
        root.integer("a", 1, 9).required();
        root.string("b").required();
        root.string("name").orElse("");
        root.section("c").string("d").orElse("");
        root.problem("c", "an echo of the refusal", "");
        root.problem("e", "expected something else", "");

        assertThatThrownBy(root::finish)
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage("""
                        a: expected a whole number from 1 to 9, found "x" (line 1) — write one
                        b: expected a text, found nothing — add it
                        c: expected a map, found "1" (line 2) — write one "key: value" per line below it
                        e: expected something else
                        nam: unknown key (line 3) — did you mean name?""");
    }

    @Test
    void whatStandsBelowARefusedValueIsNoProblemOfItsOwn() {
        Section root = Section.parse("a: 1\nab: {}\na-b: {}\nlist: [1]\n");
        Section refused = root.section("a");
        refused.problem("x", "an echo", "");
        refused.problem("[0]", "an echo", "");
        root.section("ab").problem("x", "told", "");
        root.section("a-b").problem("x", "told", "");
        root.sections("list").get(0).problem("x", "an echo", "");
        root.problem("list", "told", "");

        assertThat(problems(root)).extracting(Problem::path).containsExactly("a", "ab.x", "a-b.x", "list[0]", "list");
    }

    @Test
    void aHundredProblemsAreToldOrThatThereAreMore() {
        assertThat(problems(list(100))).hasSize(100).extracting(Problem::path).doesNotContain("document");
        assertThat(problems(list(101)))
                .hasSize(100)
                .endsWith(new Problem("document", "there are more problems than these 99", "mend these, and try again"))
                .extracting(Problem::path)
                .contains("list[98]")
                .doesNotContain("list[99]");
    }

    @Test
    void whereMoreIsWrongThanIsToldReadingEnds() {
        isCut(list(500_000));
        Section sections = Section.parse("list: [" + "1,".repeat(1000) + "]");
        assertThat(sections.sections("list")).hasSizeLessThan(200);
        isCut(sections);
        Section texts = Section.parse("texts: [" + "[],".repeat(1000) + "]");
        texts.strings("texts").orElse(List.of());
        isCut(texts);
        String entries =
                IntStream.range(0, 1000).mapToObj(i -> "k" + i + ": []").collect(Collectors.joining(", "));
        Section map = Section.parse("map: {" + entries + "}");
        map.map("map").orElse(Map.of());
        isCut(map);
        Section byKey = Section.parse("map: {" + entries + "}");
        byKey.sectionsByKey("map");
        isCut(byKey);
        isCut(Section.parse("{" + entries + "}"));
        isCut(Section.parse("{" + "k: 1, ".repeat(1000) + "}"));
    }

    private static Section list(int mistakes) {
        Section root = Section.parse("list: [" + "1,".repeat(mistakes) + "]");
        root.sections("list").forEach(entry -> entry.string("name").required());
        return root;
    }

    private static void isCut(Section root) {
        assertThat(problems(root)).hasSize(100).last().extracting(Problem::path).isEqualTo("document");
    }

    @Test
    void longNamesAndTextsAreCut() {
        String key = "k".repeat(100_000);
        Section root = Section.parse("map:\n  ? " + key + "\n  : []\n? " + key + "\n: 1\nlist: []\n");
        root.map("map").orElse(Map.of());
        root.strings("list").orElse(List.of());
        root.problem("list", "expected another text than " + key, "");

        assertThat(problems(root))
                .hasSize(3)
                .extracting(problem -> problem.toString().length())
                .allMatch(length -> length < 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "nmae, did you mean name?",
        "Name, did you mean name?",
        "max_span, did you mean maxSpan?",
        "maxspan, did you mean maxSpan?",
        "maxSpa, did you mean maxSpan?",
        "zzz, 'remove it; known here: name, maxSpan'",
        "<<, 'remove it; known here: name, maxSpan'"
    })
    void suggestsTheKeyThatWasMeant(String typed, String remedy) {
        Section root = Section.parse("\"" + typed + "\": 1");
        root.string("name").orElse("");
        root.string("maxSpan").orElse("");

        assertThat(problems(root)).singleElement().extracting(Problem::remedy).isEqualTo(remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "'true'", "1", "[true]", "~", ""})
    void aFlagIsTrueOrFalse(String value) {
        Section root = Section.parse("flag: " + value);

        assertThat(root.flag("flag").orElse(false)).isFalse();
        assertThat(root.flag("flag").refused()).isTrue();
        assertThat(problems(root))
                .allSatisfy(problem -> assertThat(problem.message()).startsWith("expected true or false, found "));
    }

    @ParameterizedTest
    @CsvSource({"1.0", "0x10", "'''5'''", "5s", "99999999999", "0", "11", "~"})
    void aNumberIsWholeAndInRange(String value) {
        Section root = Section.parse("count: " + value);
        root.integer("count", 1, 10).orElse(1);

        assertThat(problems(root)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"glpi.example.com", "ftp://x", "https://", "https:///path", "http://a b", "[http://x]"})
    void anAddressHasSchemeAndHost(String value) {
        Section root = Section.parse("url: " + value);
        root.uri("url", "http", "https").required();

        assertThat(problems(root))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("expected an address that begins with http:// or https://, found ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "apiToken", "app_token", "password", "clientSecret", "secrets", "api-key"})
    void aSecretIsNeverShown(String key) {
        Section root = Section.parse("""
                %s: hunter2
                nested: {%s: {hunter2: hunter2}}
                list: {%s: [hunter2, {x: hunter2}]}
                """.formatted(key, key, key));
        root.integer(key, 1, 2).required();
        root.section("nested").section(key).string("env").orElse("");
        root.section("list").list(key, Integer::valueOf, "").required();

        assertThatThrownBy(root::finish)
                .hasMessageContaining(key)
                .hasMessageContaining("a value that is not shown")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void thePasswordOfAnAddressIsNotShown() {
        Section root = Section.parse("url: ftp://jo:hunter2@host/path");
        root.uri("url", "https").required();

        assertThatThrownBy(root::finish)
                .hasMessageContaining("\"ftp://…@host/path\"")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\ntoken: *hunter2",
                "token: !hunter2!x 1",
                "token: \"hunter2",
                "token:\n  *hunter2",
                "password: [hunter2",
                "password: hunter2: x"
            })
    void aSyntaxErrorShowsNoSecret(String yaml) {
        assertThatThrownBy(() -> Section.parse(yaml))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith("document: not YAML at line ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aSyntaxErrorNamesLineAndColumn() {
        assertThatThrownBy(() -> Section.parse("a: 1\nb: [1, 2\nc: 3\n"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith("document: not YAML at line 3, column 2: ");
    }

    @Test
    void aKeyStandsOnce() {
        Section root = Section.parse("a: 1\nb: {c: 1, c: 2}\na: 2\n");
        root.string("a").orElse("");
        root.map("b").orElse(Map.of());

        assertThat(problems(root))
                .extracting(Problem::toString)
                .containsExactly(
                        "a: expected once, found a second time (line 3) — remove one of the two",
                        "b.c: expected once, found a second time (line 2) — remove one of the two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nothing", "just text", "[a]", "a: 1\n---\nb: 2", "a: &x [*x]\nb: *y", "\t", "a: \u0007"})
    void whatIsNoMapIsRefusedAtOnce(String yaml) {
        assertThatThrownBy(() -> Section.parse(yaml))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith("document: ");
    }

    @Test
    void sizeDepthAndAliasesAreLimited() {
        assertThatThrownBy(() -> Section.parse("a: " + "x".repeat(2 << 20))).hasMessageContaining("characters");
        assertThatThrownBy(() -> Section.parse("a: " + "[".repeat(100_000))).hasMessageContaining("levels");
        assertThatThrownBy(() -> Section.parse("a: &a [x]\nb: [" + "*a,".repeat(60) + "]"))
                .hasMessageContaining("aliases");
    }

    @Test
    void aCircleIsNoTrap() {
        Section root = Section.parse("a: &a\n  b: *a\n");
        root.section("a").section("b").section("b").string("c").orElse("");
        root.map("a").orElse(Map.of());

        assertThat(problems(root)).isNotEmpty();
    }

    @Property
    void whateverIsTypedEndsInASectionOrInProblems(@ForAll String text) {
        assertThatCode(() -> {
                    try {
                        Section root = Section.parse(text);
                        root.string("a").required();
                        root.finish();
                    } catch (InvalidDocumentException refused) {
                        assertThat(refused.problems()).isNotEmpty();
                    }
                })
                .doesNotThrowAnyException();
    }

    private static List<Problem> problems(Section section) {
        return catchThrowableOfType(InvalidDocumentException.class, section::finish)
                .problems();
    }
}
