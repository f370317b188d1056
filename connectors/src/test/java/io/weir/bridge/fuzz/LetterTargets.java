package io.weir.bridge.fuzz;

import io.weir.bridge.Recording;
import io.weir.bridge.intake.IntakeAgain;
import io.weir.bridge.intake.Reading;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.DeadLetter;
import io.weir.schema.Fingerprint;
import io.weir.schema.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Dead letters of an intake that somebody tries again: lines with source, reason, detail and content type, then bytes. */
final class LetterTargets {
    private static final int LINES = 4;
    private static final String JSON = "application/json";
    private static final String ALERT = "{\"status\":\"firing\",\"labels\":{\"alertname\":\"A\"}}";
    private static final String KUMA =
            "{\"heartbeat\":{\"monitorID\":1,\"status\":0},\"monitor\":{\"id\":1},\"msg\":\"m\"}";

    private LetterTargets() {}

    static List<FuzzTarget> all() {
        return List.of(new FuzzTarget("intake-again", LetterTargets::check, seeds(), refused()));
    }

    private static List<byte[]> seeds() {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("alertname", "A");
        String fingerprint = Fingerprint.of(labels);
        Alert large = new Alert(
                IntakeTargets.ORIGIN.tenant(),
                "alertmanager",
                fingerprint,
                AlertStatus.FIRING,
                null,
                null,
                null,
                labels,
                new TreeMap<>(),
                null,
                null,
                1L,
                null);
        return List.of(
                letter("alertmanager", "invalid-json", "", JSON, "{\"alerts\":[" + ALERT + "]}"),
                letter("alertmanager", "wrong-shape", "alerts[3].labels: is empty", JSON, ALERT),
                letter("grafana", "not-read", "alerts[20]: a message may hold 20 alerts", JSON, ALERT + "," + ALERT),
                letter("prometheus", "not-read", "[999999999]: a message may hold 20", JSON, ALERT),
                letter("prometheus", "invalid-json", "", "", "[" + ALERT + "]"),
                letter("uptime-kuma", "invalid-json", "", JSON, KUMA),
                letter("uptime-kuma/north", "not-understood", "", IntakeAgain.QUERY_TYPE, "msg=[A] [🔴 Down] gone"),
                letter(
                        "alertmanager",
                        "too-large",
                        "",
                        JSON,
                        new String(Wire.ALERT.write(large), StandardCharsets.UTF_8)));
    }

    private static List<byte[]> refused() {
        byte[] form = Recording.of("uptime-kuma/down-http-form-data").body();
        return List.of(
                letter("alertmanager", "invalid-json", "broken (part 2 of 3; 5 bytes)", JSON, "{"),
                letter("uptime-kuma", "not-understood", "", "multipart/form-data; boundary=x", utf8(form)),
                letter("nobody", "invalid-json", "", "", ""));
    }

    private static byte[] letter(String source, String reason, String detail, String contentType, String body) {
        return String.join("\n", source, reason, detail, contentType, body).getBytes(StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What holds for a message holds for a letter too. */
    private static boolean check(byte[] input) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        String[] head = new String[LINES];
        int at = 0;
        for (int i = 0; i < LINES; i++) {
            for (line.reset(); at < input.length && input[at] != '\n'; at++) {
                line.write(input[at]);
            }
            at = Math.min(input.length, at + 1);
            head[i] = line.toString(StandardCharsets.UTF_8);
        }
        byte[] body = Arrays.copyOfRange(input, at, input.length);
        String type = head[3].isEmpty() ? null : head[3];
        String tenant = IntakeTargets.ORIGIN.tenant();
        DeadLetter letter = new DeadLetter(tenant, "bridge", head[1], head[2], head[0], type, body, null, 1L, null);
        Reading reading = IntakeAgain.read(letter, IntakeTargets.ORIGIN, IntakeTargets.LIMITS);
        return reading != null && IntakeTargets.check(reading, input);
    }
}
