package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link TraceParent}. */
class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void reads_and_writes_the_form_of_the_header() {
        TraceParent parent = TraceParent.read("00-" + TRACE + "-" + SPAN + "-01");

        assertThat(parent).isEqualTo(new TraceParent(TRACE, SPAN, true));
        assertThat(parent).hasToString("00-" + TRACE + "-" + SPAN + "-01");
        assertThat(TraceParent.read("00-" + TRACE + "-" + SPAN + "-00").sampled())
                .isFalse();
    }

    @Test
    void flags_that_are_not_known_yet_change_nothing() {
        assertThat(TraceParent.read("00-" + TRACE + "-" + SPAN + "-ff").sampled())
                .isTrue();
        assertThat(TraceParent.read("00-" + TRACE + "-" + SPAN + "-02").sampled())
                .isFalse();
    }

    @Test
    void a_later_version_counts_by_what_this_one_defines() {
        assertThat(TraceParent.read("cc-" + TRACE + "-" + SPAN + "-01-what-comes-later"))
                .hasToString("00-" + TRACE + "-" + SPAN + "-01");
    }

    @Test
    void only_a_sampled_one_is_recorded() {
        assertThat(TraceParent.sampled("00-" + TRACE + "-" + SPAN + "-00")).isNull();
        assertThat(TraceParent.sampled("00-" + TRACE + "-" + SPAN + "-01")).isNotNull();
        assertThat(TraceParent.sampled(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nInjected: yes",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e47\u0661\u0662-00f067aa0ba902b7-01",
                "${jndi:ldap://x}-4bf92f3577b34da6a3ce929d0e0e47-00f067aa0ba902b7-01",
                "\u0000\u0000-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void anything_else_is_no_context(String text) {
        assertThat(TraceParent.read(text)).isNull();
    }
}
