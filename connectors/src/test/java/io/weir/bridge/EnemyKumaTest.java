package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Monitors that somebody named who means no good, in each form that Uptime Kuma has for them. */
class EnemyKumaTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final Log LOG = new Log(BROKER.bootstrap());
    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options.bodies(16 << 20, 64 << 20));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    /** How a notification comes. */
    enum Form {
        JSON,
        MULTIPART,
        FORM,
        QUERY;

        HttpRequest request(String token, String msg, String heartbeat, String monitor) {
            String path = "/v1/uptime-kuma/" + name();
            String json = "{\"heartbeat\":" + heartbeat + ",\"monitor\":" + monitor + ",\"msg\":" + EnemyTexts.json(msg)
                    + "}";
            String fields = "msg=" + encoded(msg) + "&heartbeat=" + encoded(heartbeat) + "&monitor=" + encoded(monitor);
            return switch (this) {
                case JSON -> post(path, token, "application/json", json);
                case MULTIPART ->
                    post(
                            path,
                            token,
                            "multipart/form-data; boundary=b-1",
                            "--b-1\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n" + json
                                    + "\r\n--b-1--\r\n");
                case FORM -> post(path, token, FORM_TYPE, fields);
                case QUERY -> bridge.request(path + "?" + fields, token).GET().build();
            };
        }

        private static HttpRequest post(String path, String token, String type, String body) {
            return bridge.request(path, token)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString(body))
                    .build();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverAMonitorIsCalledItsAlertSaysSo(Form form) {
        List<String> texts = EnemyTexts.all();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String tags = "[{\"name\":" + EnemyTexts.json(text) + ",\"value\":" + EnemyTexts.json(text) + "}]";
            Reply reply =
                    send(form.request(ACME, "[" + text + "] [🔴 Down] " + text, down(i, text), monitor(i, text, tags)));

            assertThat(reply.status()).as(text).isEqualTo(200);
            assertThat(reply.json().path("alerts").asInt()).as(text).isEqualTo(1);
        }
        Map<String, Alert> alerts = alerts("acme", form);
        for (int i = 0; i < texts.size(); i++) {
            Alert alert = alerts.get(Integer.toString(i));
            String text = EnemyTexts.wellFormed(texts.get(i));
            assertThat(alert.labels()).containsEntry("monitor", text).containsValue(text);
            assertThat(alert.annotations()).containsEntry("description", text);
        }
        Reply shown = bridge.get("/v1/alerts?limit=1000", ACME);
        assertThat(shown.json().path("alerts").isArray()).as(shown.body()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "QUERY")
    void aNameOfAMegabyteIsCut(Form form) {
        String name = "n".repeat(1 << 20);
        Reply reply = send(form.request(GLOBEX, name, down(1, name), monitor(1, name, "[]")));

        assertThat(reply.json().path("alerts").asInt()).as(reply.body()).isEqualTo(1);
        assertThat(alerts("globex", form).get("1").labels().get("monitor"))
                .startsWith("nnn")
                .endsWith("1048576 characters)")
                .hasSizeLessThan(5000);
    }

    @ParameterizedTest
    @EnumSource
    void allTagsAreLabelsOrNoneIs(Form form) {
        String tag = "{\"name\":\"t%d\",\"value\":\"v\"}";
        String most = "[" + EnemyBodies.words(tag, 500, ",") + "]";
        Reply taken = send(form.request(ACME, "m", down(500, "m"), monitor(500, "m", most)));
        assertThat(taken.json().path("alerts").asInt()).as(taken.body()).isEqualTo(1);
        assertThat(alerts("acme", form).get("500").labels()).containsKeys("t0", "t499");

        String more = "[" + EnemyBodies.words(tag, 501, ",") + "]";
        Reply refused = send(form.request(ACME, "m", down(501, "m"), monitor(501, "m", more)));
        assertThat(refused.json().path("rejected").path(0).path("field").asText())
                .as(refused.body())
                .isEqualTo("monitor.tags");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "QUERY")
    void tagsBeyondAllMeasureLoseNoMessage(Form form) {
        for (String tags : List.of(
                "[" + EnemyBodies.words("{\"name\":\"t%d\",\"value\":\"v\"}", 100_000, ",") + "]",
                "[{\"name\":\"" + "n".repeat(1 << 20) + "\"}]")) {
            Reply reply = send(form.request(ACME, "m", down(7, "m"), monitor(7, "m", tags)));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("alerts").asInt()
                            + reply.json().path("deadLetters").asInt())
                    .as(reply.body())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"heartbeat\":{\"monitorID\":1,\"status\":0},\"heartbeat\":{\"monitorID\":2,\"status\":0},\"msg\":\"m\"}",
                "{\"heartbeat\":{\"monitorID\":1,\"monitorID\":2,\"status\":0,\"status\":0},\"msg\":\"m\",\"msg\":\"n\"}",
                "{\"msg\":\"[a] [🔴 Down] x\",\"msg\":\"[b] [🔴 Down] x\"}"
            })
    void aNameThatIsThereTwiceMakesOneAlert(String json) {
        Reply reply = bridge.post("/v1/uptime-kuma/twice", ACME, json);

        assertThat(reply.json().path("alerts").asInt()).as(reply.body()).isEqualTo(1);
    }

    @Test
    void aFieldThatIsThereTwiceMakesOneAlert() {
        String fields = "msg=%5Ba%5D%20%5BDown%5D%20x&msg=%5Bb%5D%20%5BDown%5D%20x";
        byte[] body = fields.getBytes(StandardCharsets.UTF_8);

        assertThat(List.of(
                        bridge.post("/v1/uptime-kuma/twice", ACME, FORM_TYPE, body),
                        bridge.get("/v1/uptime-kuma/twice?" + fields, ACME)))
                .allSatisfy(
                        reply -> assertThat(reply.json().path("alerts").asInt()).isEqualTo(1));
    }

    private static String down(int id, String text) {
        return "{\"monitorID\":" + id + ",\"status\":0,\"important\":true,\"msg\":" + EnemyTexts.json(text)
                + ",\"time\":\"2026-11-20 13:00:00.000\"}";
    }

    private static String monitor(int id, String name, String tags) {
        return "{\"id\":" + id + ",\"name\":" + EnemyTexts.json(name) + ",\"type\":\"push\",\"tags\":" + tags + "}";
    }

    private static Map<String, Alert> alerts(String tenant, Form form) {
        return LOG.alerts(tenant).stream()
                .filter(alert -> form.name().equals(alert.labels().get("kuma")))
                .collect(Collectors.toMap(alert -> alert.labels().get("monitor_id"), Function.identity(), (a, b) -> b));
    }

    private static Reply send(HttpRequest request) {
        return await().atMost(Duration.ofMinutes(1)).until(() -> bridge.send(request), reply -> reply.status() != 503);
    }
}
