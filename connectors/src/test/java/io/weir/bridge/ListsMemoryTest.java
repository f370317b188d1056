package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.view.ViewOptions;
import io.weir.broker.TestBroker;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists of alerts that are as big as a record may be. */
class ListsMemoryTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void bigAlertsAreListedInMorePages() {
        for (int i = 0; i < 8; i++) {
            assertThat(bridge.post("/v1/alertmanager", ACME, bigAlert("BigPage", i))
                            .status())
                    .isEqualTo(200);
        }
        await().until(() -> allAlerts(ACME, "BigPage") == 8);
        JsonNode first = bridge.get("/v1/alerts?limit=1000", ACME).json();
        assertThat(first.path("alerts").size()).isBetween(1, 7);
        assertThat(first.path("next").isTextual()).isTrue();
    }

    @Test
    void whatOneTenantSendsIsBoundedInBytesAndCostsNoOtherTenantItsOwn() throws InterruptedException {
        ViewOptions narrow = new ViewOptions(Duration.ofHours(24), 50_000, 10_000, 1000, 2_000_000);
        try (RunningBridge second = RunningBridge.start(BROKER.bootstrap(), options -> options.view(narrow))) {
            String small = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"SmallOne\"}}]}";
            assertThat(second.post("/v1/alertmanager", GLOBEX, small).status()).isEqualTo(200);
            for (int i = 0; i < 12; i++) {
                assertThat(second.post("/v1/alertmanager", ACME, bigAlert("Bounded", i))
                                .status())
                        .isEqualTo(200);
            }
            await().until(() -> second.get("/v1/alerts?limit=1", ACME).body().contains("\"11\""));
            JsonNode shown = second.get("/v1/alerts?limit=1000", ACME).json();
            assertThat(shown.path("alerts").size()).isBetween(1, 4);
            assertThat(shown.path("next").isNull()).isTrue();
            assertThat(second.get("/v1/alerts?limit=1000", GLOBEX).body()).contains("SmallOne");
            String metrics = second.get("/metrics", null).body();
            assertThat(metrics).contains("weir_bridge_view_evictions_total{kind=\"alert\"}");
            assertThat(metrics).contains("weir_bridge_view_bytes 1");
        }
    }

    /** Of some 480 KB. */
    private static String bigAlert(String alertname, int number) {
        String annotations = EnemyBodies.words("\"a%d\":\"" + "x".repeat(16_000) + "\"", 30, ",");
        return "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"" + alertname + "\",\"i\":\"" + number
                + "\"},\"annotations\":{" + annotations + "}}]}";
    }

    private static int allAlerts(String token, String alertname) {
        int found = 0;
        String next = "";
        do {
            JsonNode page =
                    bridge.get("/v1/alerts?limit=1000&after=" + next, token).json();
            for (JsonNode alert : page.path("alerts")) {
                found += alert.path("labels").path("alertname").asText().equals(alertname) ? 1 : 0;
            }
            next = page.path("next").asText();
        } while (!next.equals("null"));
        return found;
    }
}
