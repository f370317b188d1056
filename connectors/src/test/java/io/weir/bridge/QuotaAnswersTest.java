package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.bridge.quota.Quota;
import io.weir.broker.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a tenant over its quota is answered. */
class QuotaAnswersTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static final int MANY = 40;
    private static RunningBridge slow;
    private static RunningBridge small;

    @BeforeAll
    static void start() throws InterruptedException {
        slow = RunningBridge.start(BROKER.bootstrap(), Quota.defaults().withRates(1, 0));
        small = RunningBridge.start(BROKER.bootstrap(), Quota.defaults().withDocuments(50, 2, 400));
    }

    @AfterAll
    static void stop() {
        slow.close();
        small.close();
    }

    private static List<Integer> statuses(int number, IntFunction<Reply> request) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            found.add(request.apply(i).status());
        }
        return found;
    }

    @Test
    void theWebhookIsAskedToComeAgainAndNothingOfItIsRead() {
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            replies.add(slow.post(
                    "/v1/alertmanager",
                    ACME,
                    new Posted().firing("webhook-" + i, 0).webhook()));
        }
        assertThat(replies).extracting(Reply::status).contains(200, 503).containsOnly(200, 503);
        Reply refused = replies.stream()
                .filter(reply -> reply.status() == 503)
                .findFirst()
                .orElseThrow();
        assertThat(refused.headers().get("retry-after")).containsExactly("1");
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("over-quota");
        assertThat(slow.get("/metrics", null).body())
                .as("Kafka is not what is wrong")
                .contains("weir_bridge_requests_total{route=\"/v1/alertmanager\",status=\"over-quota\"}")
                .doesNotContain("weir_bridge_requests_total{route=\"/v1/alertmanager\",status=\"503\"}");
        long accepted = replies.stream().filter(reply -> reply.status() == 200).count();
        assertThat(LOG.alerts("acme"))
                .filteredOn(alert -> alert.labels().get("alertname").startsWith("webhook-"))
                .hasSize((int) accepted);
    }

    @Test
    void whoNeverComesAgainIsNeverRefused() {
        assertThat(statuses(
                        MANY,
                        i -> slow.post(
                                "/api/v2/alerts", ACME, "[{\"labels\":{\"alertname\":\"prometheus-" + i + "\"}}]")))
                .containsOnly(200);
        assertThat(LOG.alerts("acme"))
                .filteredOn(
                        alert -> alert.labels().getOrDefault("alertname", "").startsWith("prometheus-"))
                .hasSize(MANY);
        assertThat(statuses(MANY, i -> slow.post("/v1/uptime-kuma", ACME, "{\"msg\":\"test\"}")))
                .containsOnly(200);
    }

    @Test
    void whoLooksIsAskedToComeAgainAndTheBrakeAlwaysWorks() {
        assertThat(statuses(MANY, i -> slow.get("/v1/alerts", ACME)))
                .contains(200, 503)
                .containsOnly(200, 503);
        assertThat(statuses(10, i -> slow.put("/v1/brake", ACME, "{\"on\": false}")))
                .containsOnly(200);
        assertThat(statuses(MANY, i -> slow.get("/v1/alerts", GLOBEX))).containsOnly(200);
    }

    @Test
    void aRuleBookWithinTheQuotaOrARefusalThatNamesIt() {
        Reply tooMany = small.put("/v1/rules", ACME, "version: a\nlimits: {openIncidents: 51}\n");
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.json().at("/error/field").asText()).isEqualTo("limits.openIncidents");
        assertThat(tooMany.json().at("/error/message").asText())
                .contains("at most 50")
                .contains("openIncidents");

        Reply silent = small.put("/v1/rules", ACME, "version: b\n");
        assertThat(silent.status()).as("the default is more").isEqualTo(400);

        Reply tooLarge = small.put("/v1/rules", ACME, "version: c\n# " + "x".repeat(400) + "\n");
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.json().at("/error/field").asText()).isEqualTo("ruleBookBytes");

        assertThat(small.put("/v1/rules", ACME, "version: d\nlimits: {openIncidents: 50}\n")
                        .status())
                .isEqualTo(200);
        assertThat(small.put("/v1/rules", GLOBEX, "version: e\n").status()).isEqualTo(200);
    }

    @Test
    void theBookThatNobodyWroteIsWithinTheQuota() {
        // the newest book may be the one of the other test; it is within the quota too
        assertThat(small.get("/v1/rules", ACME).body()).contains("openIncidents: 50");
    }

    @Test
    void oneDowntimeTooManyIsRefusedUntilOneIsOver() {
        String downtime = "{\"matchers\": [\"host=\\\"h\\\"\"], \"from\": \"2020-01-01T00:00:00Z\","
                + " \"to\": \"2099-01-01T00:00:00Z\", \"comment\": \"c\"}";
        Reply first = small.post("/v1/downtimes", ACME, downtime);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(small.post("/v1/downtimes", ACME, downtime).status()).isEqualTo(201);
        Reply refused = small.post("/v1/downtimes", ACME, downtime);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/error/field").asText()).isEqualTo("downtimes");
        String id = first.json().path("id").asText();
        small.send(small.request("/v1/downtimes/" + id, ACME).DELETE().build());
        assertThat(small.post("/v1/downtimes", ACME, downtime).status()).isEqualTo(201);
    }
}
