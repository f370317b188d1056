package io.weir.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an incident carries of an alert's texts. */
class ExcerptTest {
    private static final int LONGEST_TEXT = 2_048;
    private static final int LONGEST_ALL = 8_192;

    /** Three long ones, and a summary that makes so many characters of all. */
    private static Map<String, String> texts(int characters) {
        Map<String, String> texts = new HashMap<>();
        for (String name : new String[] {"a", "b", "c"}) {
            texts.put(name, "x".repeat(LONGEST_TEXT));
        }
        int others = 3 * (1 + LONGEST_TEXT);
        texts.put("summary", "s".repeat(characters - others - "summary".length()));
        return texts;
    }

    @Test
    void allOfItIfItFits() {
        assertThat(Excerpt.of(texts(LONGEST_ALL))).isEqualTo(texts(LONGEST_ALL));
    }

    @Test
    void whatAReaderNeedsFirstIfItDoesNot() {
        assertThat(Excerpt.of(texts(LONGEST_ALL + 1))).containsOnlyKeys("a", "b", "summary");
    }

    @Test
    void whatFitsOnceItIsCut() {
        Map<String, String> texts = texts(LONGEST_ALL);
        texts.put("a", "x".repeat(LONGEST_ALL));
        assertThat(Excerpt.of(texts)).containsOnlyKeys("a", "b", "c", "summary").containsEntry("b", texts.get("b"));
        assertThat(Excerpt.of(texts).get("a")).hasSize(LONGEST_TEXT).endsWith("… (cut)");
    }
}
