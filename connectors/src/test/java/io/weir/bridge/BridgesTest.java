package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import io.weir.schema.TenantHeader;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two bridges behind one address, as a load balancer has them. */
class BridgesTest {
    private static final int MESSAGES = 200;

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    @Test
    void oneMayGoWhileTheOtherTakesWhatComes() throws InterruptedException {
        Log log = new Log(BROKER.bootstrap());
        List<String> acknowledged = new ArrayList<>();
        RunningBridge first = RunningBridge.start(BROKER.bootstrap(), options -> options);
        try (RunningBridge second = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            Thread leaves = new Thread(first::close);
            for (int i = 0; i < MESSAGES; i++) {
                if (i == MESSAGES / 2) {
                    leaves.start();
                }
                String message = new Posted().firing("a-" + i, 0).webhook();
                if (taken(i % 2 == 0 ? first : second, message) || taken(second, message)) {
                    acknowledged.add("a-" + i);
                }
            }
            leaves.join();
        }
        assertThat(acknowledged).hasSize(MESSAGES);
        assertThat(log.alerts("acme").stream().map(Alert::labels).map(labels -> labels.get("alertname")))
                .containsAll(acknowledged);
        assertThat(log.records(Topics.ALERTS))
                .filteredOn(record -> !Wire.isTick(record.value()))
                .allSatisfy(record -> assertThat(
                                record.headers().lastHeader(TenantHeader.NAME).value())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("acme"));
    }

    @Test
    void whatOneIsToldTheOtherKnows() throws InterruptedException {
        try (RunningBridge one = RunningBridge.start(BROKER.bootstrap(), options -> options);
                RunningBridge other = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            Reply created = one.post(
                    "/v1/downtimes", ACME, "{\"matchers\": [\"a=b\"], \"duration\": \"1h\", \"comment\": \"c\"}");
            assertThat(created.status()).isEqualTo(201);
            String downtime = "/v1/downtimes/" + created.json().path("id").asText();
            await().until(() -> other.get(downtime, ACME).status() == 200);

            assertThat(other.send(other.request(downtime, ACME).DELETE().build())
                            .status())
                    .isEqualTo(200);
            await().until(() ->
                    one.get(downtime, ACME).json().path("status").asText().equals("cancelled"));
        }
    }

    @Test
    void ofTwoChangesAtOnceTheEarlierCountsAndTheOtherIsToldSo() throws InterruptedException {
        try (RunningBridge one = RunningBridge.start(BROKER.bootstrap(), options -> options);
                RunningBridge other = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            String downtime = "/v1/downtimes/"
                    + one.post("/v1/downtimes", ACME, downtime("created"))
                            .json()
                            .path("id")
                            .asText();
            await().until(() -> other.get(downtime, ACME).status() == 200);

            await().atMost(Duration.ofMinutes(1)).until(() -> isToldWhoseChangeCounts(one, other, downtime));
        }
    }

    /** False when they were not at the same time after all; then both count. */
    private static boolean isToldWhoseChangeCounts(RunningBridge one, RunningBridge other, String downtime) {
        CompletableFuture<Reply> first =
                CompletableFuture.supplyAsync(() -> one.put(downtime, ACME, downtime("one's")));
        Reply second = other.put(downtime, ACME, downtime("the other's"));
        List<Reply> replies = List.of(first.join(), second);
        List<Reply> counted =
                replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(counted)
                .isNotEmpty()
                .extracting(reply -> reply.json().path("revision").asLong())
                .doesNotHaveDuplicates();
        JsonNode last = counted.stream()
                .map(Reply::json)
                .max(Comparator.comparingLong(reply -> reply.path("revision").asLong()))
                .orElseThrow();
        for (RunningBridge bridge : List.of(one, other)) {
            await().untilAsserted(() -> {
                JsonNode shown = bridge.get(downtime, ACME).json();
                assertThat(shown.path("revision")).isEqualTo(last.path("revision"));
                assertThat(shown.path("comment")).isEqualTo(last.path("comment"));
            });
        }
        for (Reply reply : replies) {
            if (reply.status() != 200) {
                assertThat(reply.status()).isEqualTo(409);
                assertThat(reply.json().at("/error/code").asText()).isEqualTo("conflict");
            }
        }
        return counted.size() == 1;
    }

    private static String downtime(String comment) {
        return "{\"matchers\": [\"a=b\"], \"duration\": \"1h\", \"comment\": \"" + comment + "\"}";
    }

    private static boolean taken(RunningBridge bridge, String message) {
        try {
            return bridge.post("/v1/alertmanager", ACME, message).status() == 200;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }
}
