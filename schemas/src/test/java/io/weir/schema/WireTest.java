package io.weir.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    private static final String ALERT = "{\"schema\":\"weir.alert/1\",\"tenant\":\"acme\",\"source\":\"prometheus\","
            + "\"fingerprint\":\"00000000000000ff\",\"status\":\"firing\",\"labels\":{\"a\":\"1\"},"
            + "\"annotations\":{},\"receivedAt\":\"2026-11-20T13:05:00Z\"}";

    @Test
    void readsAndWritesTheSameBytes() throws IOException {
        Alert alert = Wire.ALERT.read(ALERT.getBytes(UTF_8));

        assertThat(alert.labels()).containsExactly(Map.entry("a", "1"));
        assertThat(alert.startsAt()).isNull();
        assertThat(new String(Wire.ALERT.write(alert), UTF_8)).isEqualTo(ALERT);
    }

    @Test
    void equalRecordsGiveEqualBytes() {
        Map<String, String> backwards = new LinkedHashMap<>();
        for (String name : List.of("c", "b", "a")) {
            backwards.put(name, name);
        }

        assertThat(Wire.ALERT.write(alert(backwards))).isEqualTo(Wire.ALERT.write(alert(new TreeMap<>(backwards))));
        assertThat(new String(Wire.ALERT.write(alert(backwards)), UTF_8))
                .contains("{\"a\":\"a\",\"b\":\"b\",\"c\":\"c\"}");
    }

    @Test
    void ignoresFieldsOfALaterRelease() throws IOException {
        assertThat(read(ALERT.replace("\"tenant\"", "\"later\":{\"x\":[1,null]},\"tenant\"")))
                .isEqualTo(read(ALERT));
    }

    @Test
    void findsTheSchemaAnywhere() throws IOException {
        assertThat(read(ALERT.replace("\"schema\":\"weir.alert/1\",", "")
                        .replace("Z\"}", "Z\",\"schema\":\"weir.alert/1\"}")))
                .isEqualTo(read(ALERT));
        assertThat(read(ALERT.replace("{\"schema\":", "{ \"schema\" : "))).isEqualTo(read(ALERT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weir.alert/2", "weir.alert/10", "weir.tick/1", "weir.incident/1", ""})
    void refusesAnotherSchema(String schema) {
        assertThatThrownBy(() -> read(ALERT.replace("weir.alert/1", schema)))
                .isInstanceOf(IOException.class)
                .hasMessage("schema: expected \"weir.alert/1\", found \"" + schema + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "\"weir.alert/1\"", "{}"})
    void refusesWhatNamesNoSchema(String document) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(IOException.class)
                .hasMessage("schema: expected \"weir.alert/1\", found nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"schema\":\"weir.alert/1\",", "{\"schema\":\"weir.alert/1\"}}", "{a:1}", "\u0000"})
    void refusesWhatIsNoJson(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesTextAfterTheDocument() {
        assertThatThrownBy(() -> read(ALERT + ALERT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Trailing token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tenant      | \"acme\"                 | 5",
                "tenant      | \"acme\"                 | true",
                "tenant      | \"acme\"                 | 1.5",
                "tenant      | \"acme\"                 | null",
                "tenant      | \"acme\"                 | {}",
                "status      | \"firing\"               | 0",
                "status      | \"firing\"               | \"Firing\"",
                "status      | \"firing\"               | \"\"",
                "labels      | {\"a\":\"1\"}            | null",
                "labels      | {\"a\":\"1\"}            | []",
                "labels.a    | \"1\"                    | 1",
                "labels.a    | \"1\"                    | null",
                "labels.a    | \"1\"                    | [\"1\"]",
                "receivedAt  | \"2026-11-20T13:05:00Z\" | 1795180759726",
                "receivedAt  | \"2026-11-20T13:05:00Z\" | \"now\"",
                "receivedAt  | \"2026-11-20T13:05:00Z\" | null",
            })
    void aWrongTypeNamesTheField(String path, String right, String wrong) {
        assertThat(ALERT).contains(":" + right);

        assertThatThrownBy(() -> read(ALERT.replace(":" + right, ":" + wrong)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(path + ": ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "revision             | 1               | \"1\"",
                "revision             | 1               | 1.0",
                "revision             | 1               | null",
                "urgency              | 3               | 99999999999",
                "severity             | \"warning\"     | \"WARNING\"",
                "severity             | \"warning\"     | 2",
                "members[0].flapping  | false           | \"false\"",
                "members[0].flapping  | false           | 0",
                "members[0].joinedAt  | \"2026-11-20T13:19:19.726Z\" | null",
                "members[0]           | X               | null",
            })
    void aWrongTypeNamesTheFieldInDepth(String path, String right, String wrong) throws IOException {
        String document = new String(Files.readAllBytes(Path.of("json/examples/valid/incident.opened.json")), UTF_8);
        String name = path.substring(path.lastIndexOf('.') + 1);
        String broken = right.equals("X")
                ? document.replace("\"members\": [", "\"members\": [" + wrong + ",")
                : document.replace("\"" + name + "\": " + right, "\"" + name + "\": " + wrong);
        assertThat(broken).isNotEqualTo(document);

        assertThatThrownBy(() -> Wire.INCIDENT.read(broken.getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(path + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant", "source", "fingerprint", "status", "labels", "annotations", "receivedAt"})
    void aMissingRequiredFieldIsNamed(String field) {
        assertThatThrownBy(() -> read(ALERT.replace("\"" + field + "\":", "\"other\":")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(field + ": ");
    }

    @Test
    void messagesDoNotShowTheDocument() {
        assertThatThrownBy(() -> read(ALERT.replace("{\"a\":\"1\"}", "{\"a\":\"hunter2\" x")))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aRecordWithoutValuesIsStillJson() {
        DeadLetter nothing = new DeadLetter(null, null, null, null, null, null, null, null, null, null);

        assertThat(new String(Wire.DEAD_LETTER.write(nothing), UTF_8)).isEqualTo("{\"schema\":\"weir.dead-letter/1\"}");
    }

    @Test
    void whatIsWrittenCanBeReadEvenWithHalfACharacter() throws IOException {
        Alert read = Wire.ALERT.read(Wire.ALERT.write(alert(Map.of("x\ud800", "\udc00", "\ud83d\ude00", "y"))));

        assertThat(read.labels()).isEqualTo(Map.of("x\ufffd", "\udc00", "\ud83d\ude00", "y"));
    }

    @Test
    void knowsATickEvenOneThatHasGrown() {
        assertThat(Wire.isTick(Wire.tick())).isTrue();
        assertThat(Wire.isTick("{\"schema\":\"weir.tick/1\",\"node\":\"b2\"}".getBytes(UTF_8)))
                .isTrue();
        assertThat(Wire.isTick("{\"schema\":\"weir.tick/10\"}".getBytes(UTF_8))).isFalse();
        assertThat(Wire.isTick(ALERT.getBytes(UTF_8))).isFalse();
        assertThat(Wire.isTick(new byte[0])).isFalse();
    }

    @Test
    void aTickCannotBeChangedThroughItsCopy() {
        Wire.tick()[0] = 'x';

        assertThat(Wire.isTick(Wire.tick())).isTrue();
    }

    private static Alert read(String document) throws IOException {
        return Wire.ALERT.read(document.getBytes(UTF_8));
    }

    private static Alert alert(Map<String, String> labels) {
        return new Alert(
                "acme",
                "grafana",
                Fingerprint.of(labels),
                AlertStatus.FIRING,
                null,
                null,
                null,
                labels,
                Map.of(),
                null,
                null,
                0L,
                null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tenant\":null",
                "\"tenant\":7",
                "\"tenant\":{}",
                "\"labels\":{\"a\":null}",
                "\"labels\":{\"a\":1}",
                "\"labels\":[]",
                "\"status\":\"FIRING\"",
                "\"status\":0",
                "\"receivedAt\":\"2026-02-30T00:00:00Z\"",
                "\"receivedAt\":1770000000000"
            })
    void theQuickWayRefusesWhatTheOtherRefuses(String wrong) {
        String name = wrong.substring(0, wrong.indexOf(':') + 1);
        String document =
                ALERT.replaceAll(name + "(\"[^\"]*\"|\\{[^}]*})", java.util.regex.Matcher.quoteReplacement(wrong));
        assertThat(document).contains(wrong);
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(name.substring(1, name.length() - 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{\"a\":", "\"x\"", " trailing"})
    void theQuickWayTakesNoHalfDocument(String instead) {
        String document = instead.startsWith(" t") ? ALERT + instead : ALERT.substring(0, 40) + instead;
        assertThatThrownBy(() -> read(document)).isInstanceOf(IOException.class);
    }
}
