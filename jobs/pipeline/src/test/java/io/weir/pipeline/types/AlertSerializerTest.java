package io.weir.pipeline.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing changes on the way, whatever the alert holds. */
class AlertSerializerTest {
    private final AlertSerializer serializer = new AlertSerializer();

    @Property(tries = 500)
    void textsOfAnyKind(@ForAll("texts") String text, @ForAll("texts") String other) throws Exception {
        Map<String, String> labels = new HashMap<>(Map.of("name", text, "other", other));
        Alert alert = new Alert(
                text,
                other,
                text,
                AlertStatus.FIRING,
                null,
                0L,
                null,
                labels,
                Map.of(text, other),
                null,
                text,
                -1L,
                null);
        assertThat(copy(alert)).isEqualTo(alert);
    }

    @Property(tries = 500)
    void numbersOfAnySize(@ForAll long one, @ForAll Long other) throws Exception {
        Alert alert = new Alert(
                "t", "s", "f", AlertStatus.RESOLVED, one, other, null, Map.of(), Map.of(), "", null, one, "gone");
        assertThat(copy(alert)).isEqualTo(alert);
    }

    @Test
    void aLongAlertInATrace() throws Exception {
        Map<String, String> labels = Map.of("alertname", "Down", "long", "x".repeat(5_000));
        Map<String, String> annotations = Map.of("summary", "é".repeat(3_000));
        Alert alert = new Alert(
                "acme",
                "alertmanager",
                "0123",
                AlertStatus.FIRING,
                5L,
                null,
                9L,
                labels,
                annotations,
                "http://a/?b",
                null,
                7L,
                null,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(copy(alert)).isEqualTo(alert);
        Alert small =
                new Alert("t", "s", "f", AlertStatus.FIRING, 1L, null, null, Map.of(), Map.of(), null, null, 2L, null);
        assertThat(copy(small)).as("after a long one").isEqualTo(small);
    }

    @Test
    void anAlertTakesLittleMoreThanItsTexts() throws Exception {
        Alert alert = new Alert(
                "acme",
                "alertmanager",
                "0123456789abcdef",
                AlertStatus.FIRING,
                1_790_000_000_000L,
                null,
                null,
                Map.of("alertname", "Down"),
                Map.of(),
                null,
                null,
                1_790_000_000_000L,
                null);
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(alert, out);
        assertThat(out.length()).isLessThan(80);
    }

    @Property(tries = 200)
    void textsThatNobodyReadGoOnAsTheyCame(@ForAll("texts") String text) throws Exception {
        Map<String, String> labels = new HashMap<>(Map.of("name", text, "other", "x"));
        Alert alert =
                new Alert("t", "s", "f", AlertStatus.FIRING, 1L, null, null, labels, Map.of(), null, null, 2L, null);

        assertThat(copy(copy(alert))).isEqualTo(alert);
        assertThat(copy(alert).labels().get("name")).isEqualTo(text);
        assertThat(copy(alert).labels()).hasSize(2).containsKey("other").doesNotContainKey("third");
        DataOutputSerializer plain = new DataOutputSerializer(16);
        Compact.writeTexts(copy(alert).labels(), plain);
        assertThat(Compact.readTexts(new DataInputDeserializer(plain.getCopyOfBuffer())))
                .isEqualTo(labels);
    }

    /** They may wait in a state: 1 and 2 are of the first release. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void readsWhatAnOlderVersionWrote(int version) throws Exception {
        String trace = version % 2 == 0 ? "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" : null;
        boolean lengths = version >= 3;
        DataOutputSerializer out = new DataOutputSerializer(16);
        out.writeByte(version);
        out.writeBoolean(true);
        Compact.writeText("acme", out);
        Compact.writeText("alertmanager", out);
        Compact.writeText("0123", out);
        Compact.writeNumber(7, out);
        Compact.writeOptional(5L, out);
        Compact.writeOptional(null, out);
        Compact.writeOptional(9L, out);
        writeTexts(lengths, Map.of("alertname", "Down"), out);
        writeTexts(lengths, Map.of("summary", "é"), out);
        Compact.writeText(null, out);
        Compact.writeText("url", out);
        Compact.writeText(null, out);
        if (trace != null) {
            Compact.writeText(trace, out);
        }

        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(new Alert(
                        "acme",
                        "alertmanager",
                        "0123",
                        AlertStatus.FIRING,
                        5L,
                        null,
                        9L,
                        Map.of("alertname", "Down"),
                        Map.of("summary", "é"),
                        null,
                        "url",
                        7L,
                        null,
                        trace));
    }

    private static void writeTexts(boolean length, Map<String, String> texts, DataOutputSerializer out)
            throws Exception {
        DataOutputSerializer written = new DataOutputSerializer(16);
        Compact.writeTexts(texts, written);
        if (length) {
            Compact.writeNumber(written.length(), out);
        }
        out.write(written.getCopyOfBuffer());
    }

    private Alert copy(Alert alert) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(alert, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        Alert read = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return read;
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(40),
                Arbitraries.strings().all().ofMaxLength(40),
                Arbitraries.of("", "?", "a?b", "\uD800", "é?", "\uDC00\uD800", "\u0000"));
    }
}
