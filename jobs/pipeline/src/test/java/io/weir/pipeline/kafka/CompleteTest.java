package io.weir.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Fold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into topic keys and metric names is a name, and nothing else is. */
class CompleteTest {
    private static final String LONGEST = "a".repeat(64);

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", ".", "_", "-", "Acme-2.eu_west"})
    void names(String name) {
        assertThat(Complete.fold(fold(name)).tenant()).isEqualTo(name);
    }

    @Test
    void aNameOf64Characters() {
        assertThat(Complete.fold(fold(LONGEST)).tenant()).isEqualTo(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a|b", "a/b", "a\n", "é", "`", "{", "@", "[", "/", ":", "\u0661"})
    void noNames(String name) {
        refuses(name);
    }

    @Test
    void aNameThatIsTooLong() {
        refuses(LONGEST + "a");
    }

    @ParameterizedTest
    @NullSource
    void noNameAtAll(String none) {
        assertThatThrownBy(() -> Complete.fold(fold(none))).hasMessage("tenant: missing");
    }

    private static void refuses(String name) {
        assertThatThrownBy(() -> Complete.fold(fold(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tenant: expected 1 to 64 letters, digits and . _ -");
    }

    private static Fold fold(String tenant) {
        return new Fold(tenant, "alertmanager", 1, 0L);
    }
}
