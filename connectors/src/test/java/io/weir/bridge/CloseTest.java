package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CloseTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    @Test
    void whatWasAcknowledgedWhileItClosesIsOnKafka() throws Exception {
        RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), options -> options);
        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch warm = new CountDownLatch(40);
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int s = 0; s < 4; s++) {
            String sender = "s" + s;
            senders.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 100_000; i++) {
                            try {
                                Reply reply = bridge.post("/v1/alertmanager", ACME, message(sender + "-" + i));
                                if (reply.status() == 200) {
                                    acknowledged.add(sender + "-" + i);
                                    warm.countDown();
                                }
                            } catch (UncheckedIOException closed) {
                                return;
                            }
                        }
                    },
                    threads));
        }
        assertThat(warm.await(20, TimeUnit.SECONDS)).isTrue();
        bridge.close();
        for (CompletableFuture<Void> sender : senders) {
            sender.get(20, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(new Log(BROKER.bootstrap())
                        .alerts("acme").stream().map(Alert::labels).map(labels -> labels.get("alertname")))
                .containsAll(acknowledged);
    }

    @Test
    void aLoadBalancerIsToldBeforeItCloses() throws Exception {
        RunningBridge bridge =
                RunningBridge.start(BROKER.bootstrap(), options -> options.stopNotice(Duration.ofSeconds(3)));
        CompletableFuture<Void> closed = CompletableFuture.runAsync(bridge::close);
        await().until(() -> bridge.get("/-/ready", null).status() == 503);
        assertThat(bridge.get("/-/ready", null).body()).contains("the bridge stops");
        assertThat(bridge.post("/v1/alertmanager", ACME, message("late")).status())
                .isEqualTo(200);
        closed.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> bridge.get("/-/healthy", null)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aDowntimeThatIsUnderwayIsAnsweredBeforeItCloses() throws Exception {
        RunningBridge bridge =
                RunningBridge.start(BROKER.bootstrap(), options -> options.directiveLead(Duration.ofMillis(1500)));
        CompletableFuture<Reply> created = CompletableFuture.supplyAsync(() ->
                bridge.post("/v1/downtimes", ACME, "{\"matchers\":[\"a=b\"],\"duration\":\"1h\",\"comment\":\"c\"}"));
        await().until(() -> bridge.get("/metrics", null).body().contains("weir_bridge_directive_waits 1.0"));
        bridge.close();

        assertThat(created.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
    }

    @Test
    void aPortThatIsTakenStopsTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> RunningBridge.start(
                            BROKER.bootstrap(), options -> options.listen("0.0.0.0", taken.getLocalPort())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    private static String message(String alertname) {
        return "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"" + alertname + "\"}}]}";
    }
}
