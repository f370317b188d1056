package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.bridge.quota.Quota;
import io.weir.broker.TestBroker;
import io.weir.schema.Directive;
import io.weir.schema.TenantHeader;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quotas of what people publish: when the configuration changes, and when they publish at the same time. */
class QuotaOverRestartTest {
    private static final String PUSHED =
            "version: pushed\n# why so few\nlimits: {membersListed: 7, openIncidents: 200}\n";

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private String over;

    @Test
    void theDefaultBookHasWhatTheQuotaAllowsAndAPushedBookIsOnlyEverReduced() throws InterruptedException {
        afterStart(50, book -> assertThat(book).contains("openIncidents: 50"));
        afterStart(70, book -> assertThat(book).contains("openIncidents: 70"));
        afterStart(100_000, book -> assertThat(book).contains("openIncidents: 1000"));

        try (RunningBridge bridge = start(300)) {
            assertThat(bridge.put("/v1/rules", ACME, PUSHED).status()).isEqualTo(200);
        }
        afterStart(500, book -> assertThat(book).isEqualTo(PUSHED));
        afterStart(200, book -> assertThat(book).isEqualTo(PUSHED));
        String reduced = PUSHED.replace("openIncidents: 200", "openIncidents: 120");
        afterStart(120, book -> assertThat(book).isEqualTo(reduced));
        afterStart(500, book -> assertThat(book).isEqualTo(reduced));
    }

    /** As of an older version, which took what this one does not understand. */
    @Test
    void aBookOfOneTenantThatCannotBeReadKeepsNobodyFromStarting() throws Exception {
        // makes the topics
        start(1000).close();
        String book = "version: of-another-time\nno-such-key: 1\n";
        Directive published = new Directive(
                Directive.Kind.RULES, "globex", "of-another-time", null, book, null, null, null, "somebody");
        new Log(BROKER.bootstrap())
                .write(Topics.DIRECTIVES, "globex|rules|of-another-time|1", Wire.DIRECTIVE, published);

        try (RunningBridge bridge = start(1000)) {
            await().untilAsserted(() -> assertThat(
                            bridge.get("/v1/rules", RunningBridge.GLOBEX).body())
                    .isEqualTo(book));
            assertThat(bridge.get("/-/ready", null).status()).isEqualTo(200);
        }
    }

    private static void afterStart(int openIncidents, Consumer<String> book) throws InterruptedException {
        try (RunningBridge bridge = start(openIncidents)) {
            await().untilAsserted(
                            () -> book.accept(bridge.get("/v1/rules", ACME).body()));
        }
    }

    private static RunningBridge start(int openIncidents) throws InterruptedException {
        return RunningBridge.start(BROKER.bootstrap(), Quota.defaults().withDocuments(openIncidents, 2, 1 << 20));
    }

    @Test
    void theLastPlaceForADowntimeIsGivenOnce() throws InterruptedException {
        try (RunningBridge bridge = start(1000)) {
            bridge.get("/v1/downtimes?status=active", ACME)
                    .json()
                    .path("downtimes")
                    .forEach(open -> bridge.send(
                            bridge.request("/v1/downtimes/" + open.path("id").asText(), ACME)
                                    .DELETE()
                                    .build()));
            List<CompletableFuture<Reply>> underWay = IntStream.range(0, 12)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> bridge.post("/v1/downtimes", ACME, downtime("2099-01-01T00:00:00Z"))))
                    .toList();
            List<Integer> statuses = underWay.stream()
                    .map(CompletableFuture::join)
                    .map(Reply::status)
                    .toList();
            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(2);
        }
        assertThat(new Log(BROKER.bootstrap())
                        .records(Topics.DIRECTIVES).stream()
                                .filter(record ->
                                        new String(record.key(), StandardCharsets.UTF_8).startsWith("acme|downtime")))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(
                                record.headers().lastHeader(TenantHeader.NAME).value())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("acme"));
    }

    @Test
    void oneThatIsOverNeedsAPlaceToHoldAgain() throws InterruptedException {
        try (RunningBridge bridge =
                RunningBridge.start(BROKER.bootstrap(), Quota.defaults().withDocuments(1000, 1000, 1 << 20))) {
            Reply shortOne = bridge.post(
                    "/v1/downtimes",
                    ACME,
                    downtime(Instant.now().plusMillis(500).toString()));
            assertThat(shortOne.status()).as(shortOne.body()).isEqualTo(201);
            over = "/v1/downtimes/" + shortOne.json().path("id").asText();
            await().until(() ->
                    bridge.get(over, ACME).json().path("status").asText().equals("ended"));
            assertThat(bridge.post("/v1/downtimes", ACME, downtime("2099-01-01T00:00:00Z"))
                            .status())
                    .isEqualTo(201);
        }
        try (RunningBridge full =
                RunningBridge.start(BROKER.bootstrap(), Quota.defaults().withDocuments(1000, 1, 1 << 20))) {
            Reply again = full.put(over, ACME, downtime("2099-01-01T00:00:00Z"));
            assertThat(again.status()).as(again.body()).isEqualTo(409);
        }
    }

    private static String downtime(String to) {
        return "{\"matchers\": [\"host=\\\"h\\\"\"], \"from\": \"2020-01-01T00:00:00Z\", \"to\": \"" + to
                + "\", \"comment\": \"c\"}";
    }
}
