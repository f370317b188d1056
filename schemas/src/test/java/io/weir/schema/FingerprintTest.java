package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Requests recorded from a real Alertmanager. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "firing-single-prometheus",
                "firing-two-in-group",
                "firing-unicode-prometheus",
                "invalid-utf8-replaced",
                "lone-surrogate-replaced",
                "mixed-2-firing-plus-resolved",
                "nogroup-unicode-control-chars",
                "resolved-sitedown-blackbox"
            })
    void isTheOneAlertmanagerSent(String recording) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/alertmanager/" + recording + ".json")) {
            JsonNode alerts = JSON.readTree(in).path("body").path("alerts");

            assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
                Map<String, String> labels = new HashMap<>();
                alert.path("labels")
                        .properties()
                        .forEach(label ->
                                labels.put(label.getKey(), label.getValue().textValue()));
                assertThat(Fingerprint.of(labels))
                        .isEqualTo(alert.path("fingerprint").textValue());
            });
        }
    }

    @Test
    void ofNoLabelsIsTheSeed() {
        assertThat(Fingerprint.of(Map.of())).isEqualTo("cbf29ce484222325");
    }

    /** Java sorts U+1F600 before U+FF21, since its first half is U+D83D; by their bytes it comes after. */
    @Test
    void sortsNamesByTheirBytes() {
        String emoji = "\ud83d\ude00";
        String fullWidth = "\uff21";
        long hash = 0xcbf29ce484222325L;
        for (int b : new int[] {0xef, 0xbc, 0xa1, 0xff, '1', 0xff, 0xf0, 0x9f, 0x98, 0x80, 0xff, '2', 0xff}) {
            hash = (hash ^ b) * 0x100000001b3L;
        }

        Map<String, String> labels = Map.of(emoji, "2", fullWidth, "1");
        assertThat(Fingerprint.of(labels)).isEqualTo(String.format("%016x", hash));
        assertThat(Fingerprint.of(new TreeMap<>(labels))).isEqualTo(String.format("%016x", hash));
    }

    @Property
    void doesNotDependOnTheOrderOfTheMap(@ForAll Map<String, String> labels) {
        List<String> backwards =
                labels.keySet().stream().sorted(Comparator.reverseOrder()).toList();
        Map<String, String> other = new LinkedHashMap<>();
        backwards.forEach(name -> other.put(name, labels.get(name)));

        assertThat(Fingerprint.of(other))
                .isEqualTo(Fingerprint.of(labels))
                .isEqualTo(Fingerprint.of(new TreeMap<>(labels)))
                .matches("[0-9a-f]{16}");
    }

    @Property
    void aMovedBoundaryIsAnotherAlert(@ForAll String name, @ForAll String value) {
        assertThat(Fingerprint.of(Map.of(name + "x", "y" + value)))
                .isNotEqualTo(Fingerprint.of(Map.of(name, "xy" + value)));
    }
}
