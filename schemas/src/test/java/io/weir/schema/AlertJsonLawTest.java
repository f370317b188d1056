package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The quick writer and the general one write the same bytes. */
class AlertJsonLawTest {
    private static final long YEAR_MS = 31_556_952_000L;

    @Property(tries = 1000)
    void sameBytes(@ForAll("alerts") Alert alert) {
        assertSame(alert);
    }

    @Property(tries = 2000)
    void sameTimes(@ForAll("times") long millis) {
        assertSame(alert(Map.of(), millis));
    }

    @Property(tries = 500)
    void sameNamesAndTexts(@ForAll("anyTexts") Map<String, String> texts) {
        assertSame(alert(texts, 0));
        assertSame(alert(new TreeMap<>(texts), 0));
        Map<String, String> backwards = new TreeMap<>(Collections.reverseOrder());
        backwards.putAll(texts);
        assertSame(alert(backwards, 0));
    }

    @Example
    void sameWithoutWhatIsRequired() {
        Map<String, String> withNull = new HashMap<>(Map.of("a", "b"));
        withNull.put("none", null);
        assertSame(alert(withNull, 1));
        assertSame(new Alert(null, null, null, null, null, null, null, null, null, null, null, null, null));
    }

    private static Alert alert(Map<String, String> texts, long millis) {
        return new Alert(
                "acme",
                "alertmanager",
                "0123456789abcdef",
                AlertStatus.FIRING,
                millis,
                null,
                millis + 1,
                texts,
                texts,
                null,
                null,
                millis,
                Alert.POLLED);
    }

    private static void assertSame(Alert alert) {
        assertThat(text(Wire.ALERT.write(alert))).isEqualTo(text(Wire.ALERT.writeGenerally(alert)));
    }

    /** Each byte as a character. */
    private static String text(byte[] document) {
        return new String(document, StandardCharsets.ISO_8859_1);
    }

    @Provide
    Arbitrary<Alert> alerts() {
        return Records.of(Alert.class);
    }

    @Provide
    Arbitrary<Long> times() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(EpochMillis.FIRST - YEAR_MS, EpochMillis.LAST + YEAR_MS),
                Arbitraries.longs().between(-100, 100).map(second -> second * 1000));
    }

    @Provide
    Arbitrary<Map<String, String>> anyTexts() {
        return Arbitraries.maps(Records.texts(), Records.texts()).ofMaxSize(6);
    }
}
