package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options.bodies(64 << 10, 128 << 10));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 401",
        "Bearer, 401",
        "Bearer wrong, 401",
        "Bearer acme-token, 200",
        "bearer  acme-token, 200",
        "acme-token, 401",
        "Basic !!!, 401",
        "Digest acme-token, 401",
    })
    void theTokenOpens(String authorization, int status) {
        assertThat(withAuthorization(authorization).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"any:acme-token, 200", ":acme-token, 200", "acme-token:, 401", "acme-token, 401", "any:wrong, 401"})
    void theTokenIsThePasswordOfAnyUser(String pair, int status) {
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

        assertThat(withAuthorization("Basic " + encoded).status()).isEqualTo(status);
    }

    @Test
    void whoIsNotKnownIsToldHowToBeKnown() {
        Reply reply = bridge.post("/v1/alertmanager", null, "x".repeat(1 << 20));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().get("www-authenticate")).anyMatch(value -> value.startsWith("Bearer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/downtimes", "/v1/rules", "/v1/incidents", "/v1/alerts", "/v1/incidents/x"})
    void everyListNeedsTheToken(String path) {
        assertThat(bridge.get(path, null).status()).isEqualTo(401);
        assertThat(bridge.get(path, "wrong").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/alertmanage", "/v1/uptime-kuma/a/b", "/v1/incidents/a/b", "/metrics/x"})
    void whatIsNotThereIs404(String path) {
        assertThat(bridge.get(path, ACME).status()).isEqualTo(404);
        assertThat(bridge.post(path, ACME, "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"/v1/alertmanager, 'POST, PUT'", "/api/v2/alerts, POST", "/v1/alerts/, GET"})
    void anotherMethodIs405AndNeverARedirect(String path, String allowed) {
        Reply reply = bridge.send(bridge.request(path, ACME).DELETE().build());

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers().get("allow")).containsExactly(allowed);
    }

    @Test
    void aBodyBeyondTheBoundIs413AndTheConnectionGoesOn() {
        assertThat(bridge.post("/v1/alertmanager", ACME, "x".repeat(100_000)).status())
                .isEqualTo(413);
        assertThat(bridge.post("/v1/alertmanager", ACME, "{\"alerts\":[]}").status())
                .isEqualTo(200);
    }

    @Test
    void memoryForBodiesIsGivenBack() {
        for (int i = 0; i < 20; i++) {
            assertThat(bridge.post("/v1/alertmanager", ACME, "x".repeat(60_000)).status())
                    .isEqualTo(200);
            assertThat(bridge.post("/v1/alertmanager", ACME, "x".repeat(100_000))
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void operatorsNeedNoToken() {
        assertThat(bridge.get("/-/healthy", null).status()).isEqualTo(200);
        assertThat(bridge.get("/-/ready", null).status()).isEqualTo(200);
        bridge.post("/v1/alertmanager", ACME, Recording.of("alertmanager/firing-serverdown"));
        Reply metrics = bridge.get("/metrics", null);
        assertThat(metrics.headers().get("content-type").get(0)).startsWith("text/plain");
        assertThat(metrics.body())
                .contains("weir_bridge_requests_total{route=\"/v1/alertmanager\",status=\"200\"}")
                .contains("weir_bridge_alerts_total{source=\"alertmanager\",status=\"firing\",tenant=\"acme\"}")
                .contains("weir_bridge_kafka_ack_seconds_bucket")
                .contains("weir_bridge_ticks_total{topic=\"weir.alerts\"}")
                .doesNotContain(ACME);
    }

    private static Reply withAuthorization(String authorization) {
        return bridge.send(bridge.request("/v1/alertmanager", null)
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString("{\"alerts\":[]}"))
                .build());
    }
}
