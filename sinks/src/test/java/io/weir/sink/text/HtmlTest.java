package io.weir.sink.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            <script>alert(1)</script>  | &lt;script&gt;alert(1)&lt;/script&gt;
            " onclick="x               | &quot; onclick=&quot;x
            it's                       | it&#039;s
            a & b &lt;                 | a &amp; b &amp;lt;
            Zürich 🔥 東京             | Zürich 🔥 東京
            👨‍👩‍👧                        | 👨‍👩‍👧
            """)
    void escapes(String value, String escaped) {
        assertThat(Html.escape(value)).isEqualTo(escaped);
    }

    @Test
    void takesControlCharactersOut() {
        assertThat(Html.escape("a\u0000b\u001b[31mc\u007fd\u0085e\rf")).isEqualTo("ab[31mcdef");
        assertThat(Html.escape("one\ntwo\tthree")).isEqualTo("one\ntwo three");
        assertThat(Html.escape("exe.\u202Egpj")).isEqualTo("exe.gpj");
        assertThat(Html.escape("lone \ud800 surrogate")).isEqualTo("lone \uFFFD surrogate");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069})
    void takesOutEveryCharacterThatTurnsTheDirection(int turns) {
        String text = "a" + Character.toString(turns) + "b";
        assertThat(Html.escape(text)).isEqualTo("ab");
        assertThat(Html.oneLine(text)).isEqualTo("ab");
    }

    @Test
    void titlesStayOnOneLine() {
        assertThat(Html.oneLine(" a\r\nb\u2028c\td\u0007 ")).isEqualTo("a  b c d");
    }

    @Test
    void cutsByCodePointsAndVisibly() {
        assertThat(Html.cut("🔥".repeat(10), 10)).isEqualTo("🔥".repeat(10));
        assertThat(Html.cut("🔥".repeat(11), 10)).isEqualTo("🔥".repeat(9) + "…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://example.org/",
                "//example.org/",
                "/relative",
                "https:example.org",
                "http://exa mple.org/",
                "JaVaScRiPt://example.org/%0aalert(1)",
                ""
            })
    void onlyWebAddressesBecomeLinks(String address) {
        assertThat(Html.isWebAddress(address)).isFalse();
        assertThat(new Html().link(address, "label").toString()).isEqualTo("label");
    }

    @Test
    void linksAreEscaped() {
        assertThat(new Html().link("https://example.org/?a=1&b='2'", "a<b").toString())
                .isEqualTo("<a href=\"https://example.org/?a=1&amp;b=&#039;2&#039;\">a&lt;b</a>");
    }
}
