package io.weir.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are packed, and heads that say something else of a body than is true, for each call that takes one. */
class EnemyEncodingsTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final List<String> INTAKES = List.of(
            "POST /v1/alertmanager", "PUT /v1/alertmanager", "POST /api/v2/alerts", "POST /v1/uptime-kuma/north");
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BOMB = EnemyBodies.bomb(1000);
    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options.bodies(16 << 20, 64 << 20));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    static Stream<String> calls() {
        return Stream.concat(INTAKES.stream(), EnemyBodies.APIS.stream());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void packedBodiesAreBoundedAndTheBrokenAreRefused(String call) {
        assertThat(send(call, "Content-Encoding", "gzip", BOMB).status()).isEqualTo(413);
        assertThat(send(call, "Content-Encoding", "gzip", Arrays.copyOf(BOMB, 500))
                        .status())
                .isEqualTo(400);
        Reply broken = send(call, "Content-Encoding", "deflate", NULL);
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().path("error").path("field").asText()).isEqualTo("Content-Encoding");
        assertThat(send(call, "Content-Encoding", "br", new byte[4]).status()).isEqualTo(415);
        assertThat(send(call, "Content-Encoding", "identity", NULL).status())
                .isEqualTo(send(call, "Accept", "*/*", NULL).status())
                .isLessThan(500);
    }

    /** Senders say it wrongly without meaning harm, and what is JSON is in UTF-8. */
    @ParameterizedTest
    @MethodSource("calls")
    void aCharsetThatTheBodyIsNotInChangesNothing(String call) {
        byte[] body = body(call).getBytes(StandardCharsets.UTF_8);
        Reply plain = send(call, "Content-Type", "application/json", body);
        for (String type : List.of(
                "application/json; charset=utf-16",
                "application/json; charset=no-such-charset",
                "application/json; charset=\"",
                "text/plain; charset=cp037;;",
                ";")) {
            Reply reply = send(call, "Content-Type", type, body);

            assertThat(reply.status()).as(type).isEqualTo(plain.status()).isLessThan(500);
            assertThat(reply.json().path("alerts"))
                    .as(type)
                    .isEqualTo(plain.json().path("alerts"));
            assertThat(reply.json().path("error"))
                    .as(type)
                    .isEqualTo(plain.json().path("error"));
        }
        if (INTAKES.contains(call)) {
            assertThat(plain.json().path("alerts").asInt()).as(plain.body()).isEqualTo(1);
        }
    }

    private static String body(String call) {
        return switch (call) {
            case "POST /api/v2/alerts" -> "[{\"labels\":{\"alertname\":\"Ü\"}}]";
            case "POST /v1/uptime-kuma/north" -> "{\"heartbeat\":{\"monitorID\":1,\"status\":0,\"msg\":\"Ü\"}}";
            case "PUT /v1/brake", "PUT /v1/brake/global" -> "{\"on\":false,\"reason\":\"Ü\"}";
            case "POST /v1/downtimes/preview" -> "{\"matchers\":[\"a=Ü\"],\"duration\":\"1h\",\"comment\":\"Ü\"}";
            default -> "{\"alerts\":[" + EnemyBodies.GOOD.replace("Good", "Ü") + "]}";
        };
    }

    private static Reply send(String call, String header, String value, byte[] body) {
        String[] parts = call.split(" ");
        HttpRequest request = bridge.request(parts[1], EnemyBodies.token(call))
                .header(header, value)
                .method(parts[0], BodyPublishers.ofByteArray(body))
                .build();
        return bridge.send(request);
    }
}
