package io.weir.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.broker.TestBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are signed; the signature is made here by hand, as a sender would make it from the README. */
class SignedRequestsTest {
    private static final String PATH = "/v1/alertmanager";
    private static final String BODY = """
            {"version": "4", "status": "firing", "receiver": "weir", "externalURL": "http://am", "groupKey": "{}",
             "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {}, "truncatedAlerts": 0,
             "alerts": [{"status": "firing", "startsAt": "%s", "labels": {"alertname": "Signed"}, "annotations": {}}]}
            """;

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static RunningBridge bridge;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String body = BODY.formatted(Instant.now());

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void aSignedRequestIsItsTenantsAndCountsOnce() throws Exception {
        String header = header(RunningBridge.SIGNING_KEY, Instant.now(), "nonce-once", "POST", PATH, body);

        assertThat(send(header, PATH, body).statusCode()).isEqualTo(200);
        HttpResponse<String> again = send(header, PATH, body);

        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).contains("was here already");
        assertThat(new Log(BROKER.bootstrap()).alerts("globex"))
                .filteredOn(alert -> alert.labels().containsValue("Signed"))
                .hasSize(1);
    }

    @Test
    void whatWasNotSignedIsRefused() throws Exception {
        Instant now = Instant.now();
        assertThat(send(header(RunningBridge.SIGNING_KEY, now, "nonce-1234", "POST", PATH, body), PATH, body + " ")
                        .statusCode())
                .as("another body")
                .isEqualTo(401);
        assertThat(send(header(RunningBridge.SIGNING_KEY, now, "nonce-1235", "POST", PATH, body), PATH + "?a=b", body)
                        .statusCode())
                .as("another target")
                .isEqualTo(401);
        assertThat(send(
                                header("another-secret-of-the-same-length-0", now, "nonce-1236", "POST", PATH, body),
                                PATH,
                                body)
                        .statusCode())
                .as("another key")
                .isEqualTo(401);
        assertThat(send("Weir-HMAC-SHA256 key=globex-signs,ts=1,nonce=x", PATH, body)
                        .statusCode())
                .as("no signature")
                .isEqualTo(401);
    }

    @Test
    void whatWasSignedLongAgoOrInTheFutureIsRefused() throws Exception {
        for (Instant at :
                new Instant[] {Instant.now().minusSeconds(330), Instant.now().plusSeconds(330)}) {
            HttpResponse<String> answer =
                    send(header(RunningBridge.SIGNING_KEY, at, "nonce-late", "POST", PATH, body), PATH, body);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("5 min");
        }
    }

    @Test
    void whatIsNotProvenYetLeavesRoomForTheOthersPackedOrNot() throws Exception {
        int most = 1 << 20;
        // two bodies whose signatures cannot be checked yet leave 50,000 bytes of what such may have: not enough to
        // unpack
        int held = most - 25_000;
        String claim = "Weir-HMAC-SHA256 key=globex-signs,ts=" + Instant.now().getEpochSecond() + ",nonce=forged-1,sig="
                + "0".repeat(64);
        String head = "POST " + PATH + " HTTP/1.1\r\nHost: weir\r\nAuthorization: " + claim + "\r\nContent-Length: "
                + most + "\r\n\r\n";
        byte[] packed = gzip(" ".repeat(500_000));
        try (RunningBridge small = RunningBridge.start(BROKER.bootstrap(), options -> options.bodies(most, 4L * most));
                RawClient one = new RawClient(small.port());
                RawClient other = new RawClient(small.port())) {
            one.send(head + " ".repeat(held));
            other.send(head + " ".repeat(held));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> sendPacked(small, claim, packed), status -> status == 503);

            assertThat(sendPacked(small, "Bearer " + RunningBridge.GLOBEX, gzip(body.replace("Signed", "Packed"))))
                    .as("of a tenant that is known")
                    .isEqualTo(200);
        }
    }

    private int sendPacked(RunningBridge to, String authorization, byte[] packed) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + PATH))
                                .header("Authorization", authorization)
                                .header("Content-Type", "application/json")
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(packed))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aSigningKeyIsNoToken() throws Exception {
        assertThat(send("Bearer " + RunningBridge.SIGNING_KEY, PATH, body).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> send(String authorization, String target, String text) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bridge.port() + target))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(text))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String header(String secret, Instant at, String nonce, String method, String target, String text)
            throws Exception {
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal((method + "\n" + target + "\n" + at.getEpochSecond() + "\n" + nonce + "\n" + digest)
                .getBytes(StandardCharsets.UTF_8));
        return "Weir-HMAC-SHA256 key=globex-signs,ts=" + at.getEpochSecond() + ",nonce=" + nonce + ",sig="
                + HexFormat.of().formatHex(signed);
    }
}
