package io.weir.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.bridge.intake.KumaMetrics.Monitor;
import io.weir.bridge.intake.KumaMetrics.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KumaMetricsTest {
    @Test
    void readsWhatAKumaAnswered() throws IOException {
        KumaMetrics kuma;
        try (InputStream in = getClass().getResourceAsStream("/recordings/uptime-kuma-metrics/metrics.txt")) {
            kuma = KumaMetrics.read(in.readAllBytes());
        }

        assertThat(kuma.startedAt()).isEqualTo(1795182561d);
        assertThat(kuma.monitors())
                .contains(
                        new Monitor(
                                "",
                                "http",
                                "http://127.0.0.1:9702/target/web?x=1&y=2",
                                "Shop frontend RENAMED",
                                State.UP),
                        new Monitor("", "port", "127.0.0.1:9721", "TCP 9721", State.DOWN),
                        new Monitor("", "ping", "no-such-host.invalid", "Ping bad host", State.DOWN))
                .hasSize(7);
    }

    @Test
    void readsIdsAndEscapes() throws IOException {
        KumaMetrics kuma = KumaMetrics.read(
                bytes(
                        "monitor_status{monitor_id=\"7\",monitor_name=\"a \\\"b\\\"\\\\c\\nd, {e}\","
                                + "monitor_type=\"push\",monitor_url=\"null\",monitor_hostname=\"null\",monitor_port=\"null\",} 1 1700000\n"));

        assertThat(kuma.monitors()).containsExactly(new Monitor("7", "push", "", "a \"b\"\\c\nd, {e}", State.UP));
        assertThat(kuma.startedAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, DOWN",
        "1, UP",
        "1.0, UP",
        "2, UNDECIDED",
        "3, UNDECIDED",
        "NaN, UNDECIDED",
        "Nan, UNDECIDED",
        "+Inf, UNDECIDED"
    })
    void knowsTheStates(String value, State state) throws IOException {
        KumaMetrics kuma = KumaMetrics.read(bytes("monitor_status{monitor_name=\"a\"} " + value + "\n"));

        assertThat(kuma.monitors()).extracting(Monitor::state).containsExactly(state);
    }

    @Test
    void aKumaWithoutMonitorsIsComplete() throws IOException {
        assertThat(KumaMetrics.read(bytes("# HELP monitor_status Monitor Status\n"))
                        .monitors())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "up 1\n",
                "<!DOCTYPE html>\n",
                "monitor_status{monitor_name=\"a\"} 1",
                "monitor_status{monitor_name=\"a\n",
                "monitor_status{monitor_name=\"a\"\n",
                "monitor_status{monitor_name=\"a\"}\n",
                "monitor_status{monitor_name=\"a\"} up\n",
                "monitor_status{monitor_name=\"a\"} 1\nmonitor_status{mon\n",
            })
    void anythingElseIsNoAnswer(String body) {
        assertThatThrownBy(() -> KumaMetrics.read(bytes(body))).isInstanceOf(IOException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
