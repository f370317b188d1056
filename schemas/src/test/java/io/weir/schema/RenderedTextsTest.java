package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Texts that are kept as JSON are the same map, and the same JSON, as those that are not. */
class RenderedTextsTest {
    @Property(tries = 1000)
    void isTheSameMap(@ForAll("maps") Map<String, String> texts, @ForAll("names") String any) {
        Map<String, String> rendered = RenderedTexts.of(texts);

        assertThat(rendered).isEqualTo(texts).hasSameHashCodeAs(texts).hasSize(texts.size());
        assertThat(texts).isEqualTo(rendered);
        assertThat(RenderedTexts.characters(rendered)).isEqualTo(RenderedTexts.characters(texts));
        texts.forEach((name, text) -> {
            assertThat(rendered.get(name)).isEqualTo(text);
            assertThat(rendered).containsKey(name);
        });
        assertThat(rendered.get(any)).isEqualTo(texts.get(any));
        assertThat(rendered.getOrDefault(any, "none")).isEqualTo(texts.getOrDefault(any, "none"));
    }

    @Property(tries = 500)
    void isTheSameJson(@ForAll("maps") Map<String, String> texts) {
        assertThat(json(RenderedTexts.of(texts))).isEqualTo(json(texts));
    }

    @Property(tries = 500)
    void comesBackFromItsBytes(@ForAll("maps") Map<String, String> texts) {
        if (RenderedTexts.of(texts) instanceof RenderedTexts rendered) {
            RenderedTexts back = RenderedTexts.read(rendered.json(), rendered.size(), rendered.characters());
            assertThat(back).isEqualTo(texts).hasSize(texts.size());
        }
    }

    @Example
    void keepsWhatJsonCannotSay() {
        // two names that become one in JSON
        Map<String, String> texts = Map.of("\ud800", "one", "\udc00", "other");

        assertThat(RenderedTexts.of(texts)).isSameAs(texts);
    }

    @Example
    void isRenderedOnce() {
        Map<String, String> rendered =
                RenderedTexts.of(new TreeMap<>(Map.of("job", "node", "alertname", "Disk \"full\"")));

        assertThat(new String(((RenderedTexts) rendered).json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"alertname\":\"Disk \\\"full\\\"\",\"job\":\"node\"}");
        assertThat(RenderedTexts.of(rendered)).isSameAs(rendered);
        assertThat(rendered.get(null)).isNull();
    }

    private static String json(Map<String, String> labels) {
        Member full = AnyRecords.full(Member.class);
        Member member = new Member(
                full.fingerprint(),
                full.startsAt(),
                full.endsAt(),
                full.status(),
                full.severity(),
                labels,
                labels,
                full.source(),
                full.generatorUrl(),
                full.joinedAt(),
                full.flapping(),
                full.persisted(),
                full.suppressedBy(),
                full.suppressionRule(),
                full.rare(),
                full.late());
        return new String(RenderedMembers.of(java.util.List.of(member)).json(), StandardCharsets.ISO_8859_1);
    }

    @Provide
    Arbitrary<Map<String, String>> maps() {
        return Arbitraries.maps(names(), Records.texts()).ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Records.texts(), Arbitraries.of("alertname", "a", "a\\", "\\", "\"", "a\"b", "é", "instance", ""));
    }
}
