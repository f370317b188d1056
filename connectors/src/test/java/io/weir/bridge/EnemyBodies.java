package io.weir.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that nobody means well with. */
final class EnemyBodies {
    /** An alert that is as it should be, for any intake of Alertmanager's kind. */
    static final String GOOD = "{\"status\":\"firing\",\"labels\":{\"alertname\":\"Good\"}}";

    /** Calls that take a body, other than with alerts. */
    static final List<String> APIS = List.of(
            "PUT /v1/rules",
            "PUT /v1/topology",
            "POST /v1/downtimes",
            "POST /v1/downtimes/preview",
            "PUT /v1/downtimes/unknown",
            "POST /v1/incidents/unknown/ack",
            "PUT /v1/brake",
            "PUT /v1/brake/global",
            "POST /v1/dead-letters/0-0/retry");

    private EnemyBodies() {}

    /** Whose token such a call needs. */
    static String token(String call) {
        return call.endsWith("/global") ? RunningBridge.OPERATOR : RunningBridge.ACME;
    }

    /** Whole bodies by name; no intake can make only alerts of one. */
    static Map<String, byte[]> whole() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        text(bodies, "empty", "");
        text(bodies, "blank", " \r\n\t ");
        text(bodies, "null", "null");
        text(bodies, "text", "\"alerts\"");
        text(bodies, "huge exponent", "1e999999999");
        text(bodies, "number of 10 MB", "9".repeat(10 << 20));
        text(bodies, "100,000 levels", "[".repeat(100_000));
        text(bodies, "100,000 levels, closed", "[".repeat(100_000) + "]".repeat(100_000));
        text(bodies, "100,000 objects", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
        text(bodies, "name of 1 MB", "{\"" + "n".repeat(1 << 20) + "\":1}");
        text(bodies, "truncated", "{\"alerts\":[{\"status\":\"fir");
        text(bodies, "3 MB of junk", "junk ".repeat(600_000));
        text(bodies, "a form of a million fields", words("&f%d=v", 1_000_000, ""));
        text(bodies, "millions of empty lists", "{\"x\":[" + "[],".repeat(2_000_000) + "[]]}");
        text(bodies, "NUL", "\0\0\0\0");
        text(bodies, "a topology of two million mistakes", "from,to\n" + "a\n".repeat(2_000_000));
        text(bodies, "lists of half a million mistakes", "grouping: &a [" + "1,".repeat(500_000) + "1]\nedges: *a\n");
        text(bodies, "YAML aliases", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n");
        bodies.put("Latin-1", "{\"alert\u00e9\":7}".getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("UTF-16", "{\"x\":7}".getBytes(StandardCharsets.UTF_16));
        for (String charset : List.of("UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32LE")) {
            bodies.put(charset, "{\"x\":7}".getBytes(Charset.forName(charset)));
        }
        bodies.put("not UTF-8", new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'});
        return bodies;
    }

    /** Bodies that could be meant in two ways, by the call they are for; {@code |} before each comes the field's path. */
    static Map<String, List<String>> ambiguous() {
        String downtime = "\"matchers\":[\"a=b\"],\"duration\":\"1h\",\"comment\":\"x\"";
        String recurrence = "\"rrule\":\"FREQ=DAILY\",\"rrule\":\"FREQ=WEEKLY\"";
        Map<String, List<String>> bodies = new LinkedHashMap<>();
        bodies.put("PUT /v1/brake", List.of("on|{\"on\":true,\"on\":false}", "|{\"on\":true} {\"on\":false}"));
        bodies.put("PUT /v1/brake/global", List.of("on|{\"on\":false,\"on\":true}", "|{\"on\":true}x"));
        for (String call : List.of("POST /v1/downtimes", "POST /v1/downtimes/preview")) {
            bodies.put(
                    call,
                    List.of(
                            "comment|{" + downtime + ",\"comment\":\"y\"}",
                            "recurrence.rrule|{\"recurrence\":{" + recurrence + "}," + downtime + "}",
                            "|{" + downtime + "}{}",
                            "|{" + downtime + "}]"));
        }
        for (String call : List.of("POST /v1/incidents/unknown/ack", "POST /v1/dead-letters/0-0/retry")) {
            bodies.put(call, List.of("by|{\"by\":\"kim\",\"by\":\"lee\"}", "|{\"by\":\"kim\"}\n{\"by\":\"lee\"}"));
        }
        return bodies;
    }

    /** Alerts by name of which none can be taken, each of which a good one may stand beside. */
    static Map<String, String> alerts() {
        Map<String, String> alerts = new LinkedHashMap<>();
        alerts.put("null", "null");
        alerts.put("list", "[]");
        alerts.put("no labels", "{\"status\":\"firing\"}");
        alerts.put("labels without value", "{\"status\":\"firing\",\"labels\":{\"a\":\"\"}}");
        alerts.put("label that is a list", alert("\"labels\":{\"a\":[1]}"));
        alerts.put("empty name", alert("\"labels\":{\"\":\"x\"}"));
        alerts.put("name of 2 KB", alert("\"labels\":{\"" + "n".repeat(2048) + "\":\"x\"}"));
        alerts.put("name of 1 MB", alert("\"labels\":{\"" + "n".repeat(1 << 20) + "\":\"x\"}"));
        alerts.put("200,000 labels", alert("\"labels\":{" + words("\"l%d\":\"v\"", 200_000, ",") + "}"));
        alerts.put("number of 1 MB", alert("\"labels\":{\"a\":\"b\"},\"x\":" + "9".repeat(1 << 20)));
        alerts.put(
                "100,000 levels", alert("\"labels\":{\"a\":\"b\"},\"x\":" + "[".repeat(100_000) + "]".repeat(100_000)));
        alerts.put("half a surrogate in a name", alert("\"labels\":{\"a\\ud800\":\"x\"}"));
        alerts.put("no escape", alert("\"labels\":{\"a\":\"\\x\"}"));
        alerts.put("line break in a text", alert("\"labels\":{\"a\":\"\n\"}"));
        alerts.put("no JSON number", alert("\"labels\":{\"a\":\"b\"},\"x\":NaN"));
        alerts.put("leap second", alert("\"labels\":{\"a\":\"b\"},\"startsAt\":\"2026-12-31T23:59:60Z\""));
        alerts.put("no zone", alert("\"labels\":{\"a\":\"b\"},\"startsAt\":\"2026-11-20T14:00:00\""));
        alerts.put("five digits", alert("\"labels\":{\"a\":\"b\"},\"startsAt\":\"+99999-01-01T00:00:00Z\""));
        alerts.put("time as a number", alert("\"labels\":{\"a\":\"b\"},\"startsAt\":1e999999999"));
        return alerts;
    }

    /** Alerts that are strange, and still are alerts. */
    static Map<String, String> strange() {
        Map<String, String> alerts = new LinkedHashMap<>();
        alerts.put("year 1", alert("\"labels\":{\"a\":\"b\"},\"startsAt\":\"0001-06-01T00:00:00Z\""));
        alerts.put("1970", alert("\"labels\":{\"a\":\"b\"},\"startsAt\":\"1970-01-01T00:00:00Z\""));
        alerts.put("9999", alert("\"labels\":{\"a\":\"b\"},\"startsAt\":\"9999-12-31T23:59:59Z\""));
        alerts.put("huge exponent", alert("\"labels\":{\"a\":\"b\"},\"annotations\":{\"x\":1e999999999}"));
        alerts.put("label twice", alert("\"labels\":{\"a\":\"b\",\"a\":\"c\"}"));
        alerts.put("control characters", alert("\"labels\":{\"a\\u0000\\r\\n\":\"\\u0000\\u202e\\u200b\\ufeff\"}"));
        alerts.put("half a surrogate", alert("\"labels\":{\"a\":\"\\udc00x\\ud800\"}"));
        alerts.put("text of 2 MB", alert("\"labels\":{\"a\":\"" + "t".repeat(2 << 20) + "\"}"));
        for (String text : EnemyTexts.SPOKEN) {
            alerts.put(text, alert("\"labels\":{\"alertname\":\"" + text + "\",\"" + text + "\":\"x\"}"));
        }
        return alerts;
    }

    private static String alert(String fields) {
        return "{\"status\":\"firing\"," + fields + "}";
    }

    static String words(String pattern, int count, String between) {
        return IntStream.range(0, count)
                .mapToObj(i -> pattern.replace("%d", Integer.toString(i)))
                .collect(Collectors.joining(between));
    }

    private static void text(Map<String, byte[]> bodies, String name, String body) {
        bodies.put(name, body.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code megabytes} of blanks, packed. */
    static byte[] bomb(int megabytes) {
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        return packed("", blanks, megabytes, "");
    }

    /** A text many times over between two others, packed. */
    static byte[] packed(String before, byte[] text, int times, String after) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(before.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < times; i++) {
                out.write(text);
            }
            out.write(after.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
