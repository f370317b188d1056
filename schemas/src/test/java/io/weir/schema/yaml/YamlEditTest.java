package io.weir.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlEditTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: a\nlimits: {most: 70}\n",
                "limits:\n  most: 70 # why\nversion: a",
                "limits:\n  # first\n  other: 3\n\nversion: a\n",
                "version: a\nlimits: {other: 3}\n",
                "version: a\nlimits:\n",
                "version: a\nlimits: {}\n",
                "version: a\n",
                "# \ud83d\ude00 of two characters\nversion: \"\ud83d\ude00\"\nlimits: {most: 7}\n",
                "{version: a, limits: {most: 1}}",
                "{\"version\": \"a\"}",
                "---\nversion: a\n...\n",
            })
    void theNumberIsThereAndAllElseIsAsItWas(String yaml) {
        String edited = YamlEdit.set(yaml, "limits", "most", 12);

        Section before = Section.parse(yaml);
        Section after = Section.parse(edited);
        assertThat(after.section("limits").integer("most", 0, 100).orElse(-1)).isEqualTo(12);
        assertThat(after.string("version").orElse(""))
                .isEqualTo(before.string("version").orElse(""));
        assertThat(after.section("limits").integer("other", 0, 100).orElse(-1))
                .isEqualTo(before.section("limits").integer("other", 0, 100).orElse(-1));
        assertThat(edited.lines().filter(line -> line.contains("#")).count())
                .isEqualTo(yaml.lines().filter(line -> line.contains("#")).count());
    }

    @Test
    void whatIsNoMapIsRefused() {
        assertThatThrownBy(() -> YamlEdit.set("- a\n", "limits", "most", 1))
                .isInstanceOf(InvalidDocumentException.class);
    }
}
