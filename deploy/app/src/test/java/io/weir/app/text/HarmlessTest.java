package io.weir.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTest {
    private final StringWriter shown = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x90, 0x9B, 0x9D, 0x9F, 0x061C, 0x200E, 0x200F, 0x202A, 0x202E,
                0x2066, 0x2069
            })
    void nothingThatPaintsOrTurnsTextPasses(int harmful) {
        String text = "a" + Character.toString(harmful) + "b";
        assertThat(Harmless.line(text)).isEqualTo("a b");
        Harmless.writer(new PrintWriter(shown)).print(text);
        assertThat(shown).hasToString(String.format("a\\u%04xb", harmful));
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "Zürich 🔥 東京 עברית 👨‍👩‍👧";
        assertThat(Harmless.line(text)).isEqualTo(text);
        assertThat(Harmless.line("a\r\n\tb\u001b\u009bc")).isEqualTo("a b c");
        Harmless.writer(new PrintWriter(shown)).print(text + "\n\tnext");
        assertThat(shown).hasToString(text + "\n\tnext");
    }

    @Test
    void jsonStaysTheSameJson() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode hostile = json.createObjectNode().put("a\u202Eb", "\u001b[31m \u009b31m \u007f \r\n 🔥 \\u0041");
        Harmless.writer(new PrintWriter(shown)).println(hostile.toPrettyString());
        assertThat(shown.toString()).doesNotContain("\u001b", "\u009b", "\u007f", "\u202E");
        assertThat(json.readTree(shown.toString())).isEqualTo(hostile);
    }

    @Test
    void ourOwnControlCharactersGoBehindIt() {
        PrintWriter terminal = new PrintWriter(shown);
        assertThat(Harmless.behind(Harmless.writer(terminal))).isSameAs(terminal);
        assertThat(Harmless.behind(terminal)).isSameAs(terminal);
        PrintWriter once = Harmless.writer(terminal);
        assertThat(Harmless.writer(once)).isSameAs(once);
    }
}
