package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.bridge.kafka.TopicSetupException;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final Duration MOST_WAIT = Duration.ofSeconds(2);

    @Test
    void nothingAcknowledgedIsLostAndItRecoversByItself() throws InterruptedException {
        try (TestBroker broker = TestBroker.start();
                RunningBridge bridge = RunningBridge.start(broker.bootstrap(), options -> options)) {
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            AtomicInteger refused = new AtomicInteger();
            AtomicBoolean over = new AtomicBoolean();
            Thread sender = new Thread(() -> {
                for (int i = 0; !over.get(); i++) {
                    String name = "n" + i;
                    long begin = System.nanoTime();
                    Reply reply = bridge.post("/v1/alertmanager", ACME, message(name));
                    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MOST_WAIT);
                    if (reply.status() == 200) {
                        acknowledged.add(name);
                    } else {
                        assertThat(reply.status()).isEqualTo(503);
                        refused.incrementAndGet();
                    }
                }
            });
            AtomicBoolean failed = new AtomicBoolean();
            sender.setUncaughtExceptionHandler((thread, failure) -> failed.set(true));
            sender.start();
            await().until(() -> acknowledged.size() > 50);

            broker.stop();
            await().atMost(Duration.ofSeconds(20)).until(() -> refused.get() >= 2);
            await().until(() -> bridge.get("/-/ready", null).status() == 503);
            assertThat(bridge.get("/-/healthy", null).status()).isEqualTo(200);

            broker.startAgain();
            int before = acknowledged.size();
            await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > before + 50);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> bridge.get("/-/ready", null).status() == 200);
            over.set(true);
            sender.join();

            assertThat(failed).isFalse();
            assertThat(new Log(broker.bootstrap())
                            .alerts("acme").stream()
                                    .map(Alert::labels)
                                    .map(labels -> labels.get("alertname"))
                                    .collect(Collectors.toSet()))
                    .containsAll(acknowledged);
        }
    }

    @Test
    void aBridgeThatStartsBeforeKafkaIsHealthyNotReadyAndCatchesUp() throws InterruptedException {
        try (TestBroker broker = TestBroker.start()) {
            broker.stop();
            try (RunningBridge bridge =
                    RunningBridge.start(broker.bootstrap(), options -> options.startWithin(Duration.ofMillis(100)))) {
                assertThat(bridge.get("/-/healthy", null).status()).isEqualTo(200);
                assertThat(bridge.get("/-/ready", null).status()).isEqualTo(503);
                assertThat(bridge.post("/v1/alertmanager", ACME, message("early"))
                                .status())
                        .isEqualTo(503);
                assertThat(bridge.get("/v1/alerts", ACME).status()).isEqualTo(503);

                broker.startAgain();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> bridge.get("/-/ready", null).status() == 200);
                assertThat(bridge.post("/v1/alertmanager", ACME, message("late"))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void oneThatStartsBeforeKafkaAndCannotUseItsTopicsSaysThatItFailed() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                admin.createTopics(List.of(new NewTopic("weir.directives", 2, (short) 1)))
                        .all()
                        .get();
            }
            broker.stop();
            try (RunningBridge bridge =
                    RunningBridge.start(broker.bootstrap(), options -> options.startWithin(Duration.ofMillis(100)))) {
                assertThat(bridge.failure()).isNotDone();
                broker.startAgain();
                assertThat(bridge.failure())
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(TopicSetupException.class);
            }
        }
    }

    @Test
    void whoAsksForDecisionsMeanwhileIsToldToComeAgain() throws InterruptedException {
        try (TestBroker broker = TestBroker.start();
                RunningBridge bridge = RunningBridge.start(broker.bootstrap(), options -> options)) {
            String question = "/v1/decisions?fingerprint=00000000000000aa";
            assertThat(bridge.get(question, ACME).status()).isEqualTo(200);
            broker.stop();
            assertThat(bridge.get(question, ACME).status()).isEqualTo(503);
        }
    }

    private static String message(String alertname) {
        return "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"" + alertname + "\"}}]}";
    }
}
