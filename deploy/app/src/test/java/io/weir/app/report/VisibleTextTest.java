package io.weir.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
    @ParameterizedTest
    @CsvSource({
        "plain ASCII <b>, plain ASCII <b>",
        "Zürich 日本 🔥, Zürich 日本 🔥",
        "safe\u202Eexe, safe‹U+202E›exe",
        "a\u200Bb\uFEFFc, a‹U+200B›b‹U+FEFF›c",
        "a\u200Db, a‹U+200D›b",
        "\uD83D\uDC68\u200D\uD83D\uDC69, \uD83D\uDC68\u200D\uD83D\uDC69",
        "a\u0007b, a‹U+0007›b",
        "a\uD800b, a\uFFFDb",
        "a\u2028b\u00A0c, a b c"
    })
    void nothingIsHidden(String text, String shown) {
        assertThat(VisibleText.of(text)).isEqualTo(shown);
    }

    @Test
    void longTextsAreCutVisibly() {
        assertThat(VisibleText.of("x".repeat(VisibleText.LIMIT))).hasSize(VisibleText.LIMIT);
        assertThat(VisibleText.of("x".repeat(VisibleText.LIMIT + 7)))
                .isEqualTo("x".repeat(VisibleText.LIMIT) + "… (7 more)");
    }
}
