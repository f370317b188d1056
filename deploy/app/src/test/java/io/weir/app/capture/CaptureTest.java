package io.weir.app.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.app.CommandFailure;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureTest {
    private static final long AT = 1_772_431_200_264L;

    @TempDir
    Path folder;

    private static Alert alert(String source, AlertStatus status, String sourceUrl, String observation) {
        Map<String, String> labels = Map.of("alertname", "NginxDown", "instance", "web \"1\"\n<b>");
        boolean direct = source.equals("prometheus");
        boolean firing = status == AlertStatus.FIRING;
        return new Alert(
                "acme",
                source,
                Fingerprint.of(labels),
                status,
                AT - 30_000,
                firing ? null : Long.valueOf(AT - 1_000),
                direct && firing ? Long.valueOf(AT + 240_000) : null,
                labels,
                Map.of("summary", "ünïcode"),
                "http://prometheus/graph?g0.expr=up",
                sourceUrl,
                AT,
                observation);
    }

    /** What is written from the log says the same as the log, in the source's own form where that can carry it. */
    @ParameterizedTest
    @CsvSource({
        "alertmanager, FIRING, http://alertmanager:9093, , alertmanager",
        "alertmanager, RESOLVED, , , alertmanager",
        "grafana, FIRING, http://grafana/, , grafana",
        "prometheus, FIRING, prom-1, , prometheus",
        "prometheus, RESOLVED, , , prometheus",
        "uptime-kuma, FIRING, kuma, , weir",
        "alertmanager, RESOLVED, http://alertmanager:9093, gone, weir"
    })
    void anAlertOfTheLogComesBack(
            String source, AlertStatus status, String sourceUrl, String observation, String form) {
        Alert alert = alert(source, status, sourceUrl, observation);
        CapturedRequest written = PostedBody.of(alert, AT + 7);
        assertThat(written.source()).isEqualTo(form);
        CapturedRequest read = CaptureLine.read(CaptureLine.write(written), "capture:1");
        assertThat(read.at()).as("pipeline time is the log's").isEqualTo(AT + 7);
        assertThat(CapturedAlerts.of(read).alerts()).containsExactly(alert);
    }

    @Test
    void filesOfAFolderAreReadByTime() throws IOException {
        write("b.jsonl.gz", line("10", "b1"), line("30", "b2"));
        write("a.jsonl", line("20", "a1"), "", line("30", "a2"));
        write("notes.txt", "no capture");
        List<String> order = new ArrayList<>();
        CaptureFiles.at(folder).forEach(request -> order.add(request.tenant()));
        assertThat(order).containsExactly("b1", "a1", "a2", "b2");
    }

    @Test
    void aLineThatIsEarlierThanTheOneBeforeIsNoticed() throws IOException {
        write("a.jsonl", line("20", "a1"), line("10", "a2"));
        assertThatThrownBy(() -> CaptureFiles.at(folder).forEach(request -> {}))
                .isInstanceOf(CaptureFiles.OutOfOrderException.class)
                .hasMessageContaining("a.jsonl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | a.jsonl:2: expected a JSON object",
                "{ | a.jsonl:2: no JSON",
                "{\"tenant\":\"acme\",\"source\":\"alertmanager\",\"body\":{}} | a.jsonl:2: receivedAt: expected a string",
                "{\"receivedAt\":\"now\",\"tenant\":\"acme\",\"source\":\"x\",\"body\":{}} | a.jsonl:2: receivedAt:"
                        + " expected a time like",
                "{\"receivedAt\":\"2026-03-02T06:00:00Z\",\"source\":\"x\",\"body\":{}} | a.jsonl:2: tenant: expected",
                "{\"receivedAt\":\"2026-03-02T06:00:00Z\",\"tenant\":\"acme\",\"source\":\"x\"} | a.jsonl:2: body: is"
                        + " missing",
                "{\"receivedAt\":\"2026-03-02T06:00:00Z\",\"tenant\":\"acme\",\"source\":\"x\",\"body\":{}} |"
                        + " a.jsonl:2: source: expected alertmanager"
            })
    void whatIsWrongIsToldWithFileLineAndField(String line, String told) throws IOException {
        write("a.jsonl", line("00", "acme").replace("00.264", "00.000"), line);
        assertThatThrownBy(() -> CaptureFiles.at(folder.resolve("a.jsonl")).forEach(CapturedAlerts::of))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(told);
    }

    private static String line(String second, String tenant) {
        return "{\"receivedAt\":\"2026-03-02T06:00:" + second + ".264Z\",\"tenant\":\"" + tenant
                + "\",\"source\":\"alertmanager\",\"body\":{\"alerts\":[]}}";
    }

    private void write(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(text);
        }
    }
}
