package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.http.HttpLimits;
import io.weir.bridge.intake.IntakeLimits;
import io.weir.broker.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not speak HTTP as they should, or take their time. */
class EnemyClientsTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final String AUTHORIZED = "Host: x\r\nAuthorization: Bearer " + ACME + "\r\n";
    private static final String POST = "POST /v1/alertmanager HTTP/1.1\r\n" + AUTHORIZED;
    private static final String SMUGGLED =
            "PUT /v1/brake HTTP/1.1\r\n" + AUTHORIZED + "Content-Length: 11\r\n\r\n{\"on\":true}";
    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(
                BROKER.bootstrap(),
                options -> options.limits(
                        new HttpLimits(8000, Duration.ofSeconds(2), Duration.ofMinutes(5)), IntakeLimits.DEFAULT));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n\r\nnull",
                "Content-Length: 4\r\nContent-Length: 4\r\n\r\nnull",
                "Content-Length: 4, 4\r\n\r\nnull",
                "Content-Length: +4\r\n\r\nnull",
                "Content-Length: -4\r\n\r\nnull",
                "Content-Length: 0x4\r\n\r\nnull",
                "Content-Length: 4\n\nnull",
                "Host: y\r\nContent-Length: 4\r\n\r\nnull",
                "Authorization: Bearer globex-token\r\nContent-Length: 4\r\n\r\nnull",
                "X: a\0b\r\nContent-Length: 4\r\n\r\nnull",
            })
    void anAmbiguousRequestIsRefusedAndNothingBehindItIsDone(String rest) throws IOException {
        try (RawClient client = new RawClient(bridge.port())) {
            String answers = client.send(POST + rest + SMUGGLED).untilClosed();

            assertThat(answers).startsWith("HTTP/1.").contains(" 400 ");
            assertThat(answers.split("HTTP/1\\.")).hasSize(2);
        }
        assertThat(bridge.get("/v1/brake", ACME).json().path("on").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\n4\nnull\n0\n\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nnull\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\nnull\r\n0\r\n\r\n",
            })
    void brokenChunksEndTheConnection(String rest) throws IOException {
        try (RawClient client = new RawClient(bridge.port())) {
            String answers = client.send(POST + rest + SMUGGLED).untilClosed();

            assertThat(answers.split("HTTP/1\\.").length).isLessThanOrEqualTo(2);
            assertThat(answers).doesNotContain(" 200 ");
        }
        assertThat(bridge.get("/v1/brake", ACME).json().path("on").asBoolean()).isFalse();
    }

    @Test
    void anAddressOfAnotherHostIsAPathHere() throws IOException {
        try (RawClient client = new RawClient(bridge.port())) {
            String head = "Host: x\r\nConnection: close\r\n\r\n";
            String answer = client.send("GET http://elsewhere.example/-/healthy HTTP/1.1\r\n" + head)
                    .untilClosed();

            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("healthy\n");
        }
    }

    @Test
    void aSlowBodyIsAnsweredInTheEnd() throws IOException {
        try (RawClient client = new RawClient(bridge.port())) {
            assertThat(client.send(POST + "Content-Length: 1000\r\n\r\n{").untilClosed())
                    .startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void whoSaysNothingOrHalfAHeadIsHungUpOn() throws IOException {
        try (RawClient silent = new RawClient(bridge.port());
                RawClient half = new RawClient(bridge.port()).send("POST /v1/alertmanager HTTP/1.1\r\nHo")) {
            assertThat(silent.isClosedWithin(20_000)).isTrue();
            assertThat(half.isClosedWithin(20_000)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/-/healthy", "/nothing-here"})
    void whoAsksOnAndOnAndTakesNoAnswerIsHungUpOn(String path) throws IOException {
        try (RawClient client = new RawClient(bridge.port(), 1024)) {
            CompletableFuture<Void> asking = CompletableFuture.runAsync(
                    () -> client.sendUntilClosed("GET " + path + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n"));

            assertThat(asking).succeedsWithin(Duration.ofSeconds(40));
        }
        assertThat(bridge.get("/-/healthy", null).status()).isEqualTo(200);
    }
}
