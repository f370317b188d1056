package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much a tenant may publish: the jobs keep all of it for a while. */
class PublicationLimitsTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    @Test
    void anHourHasSixteenMebibytesOfRuleBooksOfATenantAtAllBridgesAndTheConfigurationsOwn()
            throws InterruptedException {
        try (RunningBridge bridge = atOnce(null)) {
            for (int i = 0; i < 17; i++) {
                Reply put = putRules(bridge, ACME, i, 1_000_000);
                assertThat(put.status()).as(put.body()).isEqualTo(200);
            }
            assertOverQuota(putRules(bridge, ACME, 60, 0), "rules", "16777216 bytes");
            assertThat(putRules(bridge, GLOBEX, 0, 0).status()).isEqualTo(200);
            assertThat(bridge.put("/v1/topology", ACME, "edges: []").status()).isEqualTo(200);
        }
        try (RunningBridge second = atOnce("version: configured\n")) {
            await().until(() -> second.get("/v1/rules", ACME).body().equals("version: configured\n"));
            assertOverQuota(putRules(second, ACME, 61, 0), "rules", "16777216 bytes");
        }
    }

    @Test
    void onePublicationOfAKindIsUnderWay() throws Exception {
        try (RunningBridge bridge =
                RunningBridge.start(BROKER.bootstrap(), options -> options.directiveLead(Duration.ofSeconds(3)))) {
            CompletableFuture<Reply> first =
                    CompletableFuture.supplyAsync(() -> bridge.put("/v1/topology", GLOBEX, "from,to\na,b\n"));
            await().until(() -> bridge.get("/metrics", null).body().contains("weir_bridge_directive_waits 1.0"));

            Reply second = bridge.put("/v1/topology", GLOBEX, "from,to\na,c\n");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.json().at("/error/code").asText()).isEqualTo("conflict");
            assertThat(second.json().at("/error/message").asText()).contains("another topology is being");
            assertThat(first.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(bridge.get("/v1/topology", GLOBEX)
                            .json()
                            .at("/edges/0/to")
                            .asText())
                    .isEqualTo("b");
            assertThat(bridge.put("/v1/topology", GLOBEX, "edges: []").status()).isEqualTo(200);
        }
    }

    @Test
    void aRuleBookTakesEffectWithinAYear() throws InterruptedException {
        try (RunningBridge bridge = atOnce(null)) {
            Instant inAYear = Instant.now().plus(Duration.ofDays(365));
            assertThat(putRulesFrom(bridge, inAYear.toString()).status()).isEqualTo(200);
            String later = inAYear.plus(Duration.ofDays(2)).toString();
            for (String from : List.of(later, "+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z")) {
                Reply refused = putRulesFrom(bridge, from);
                assertThat(refused.status()).as(from).isEqualTo(422);
                assertThat(refused.json().at("/error/code").asText()).isEqualTo("invalid-rules");
                assertThat(refused.json().at("/error/field").asText()).isEqualTo("effectiveFrom");
                assertThat(refused.json().at("/error/message").asText()).contains("at most 366 days ahead");
            }
        }
    }

    private static RunningBridge atOnce(String rules) throws InterruptedException {
        return RunningBridge.start(BROKER.bootstrap(), rules, options -> options.directiveLead(Duration.ZERO));
    }

    private static Reply putRules(RunningBridge bridge, String token, int version, int bytesOfComment) {
        return bridge.put("/v1/rules", token, "version: v" + version + "\n#" + " ".repeat(bytesOfComment));
    }

    private static Reply putRulesFrom(RunningBridge bridge, String from) {
        return bridge.put("/v1/rules", GLOBEX, "version: later\neffectiveFrom: " + from + "\n");
    }

    private static void assertOverQuota(Reply reply, String field, String message) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.json().at("/error/code").asText()).isEqualTo("over-quota");
        assertThat(reply.json().at("/error/field").asText()).isEqualTo(field);
        assertThat(reply.json().at("/error/message").asText()).contains(message);
    }
}
