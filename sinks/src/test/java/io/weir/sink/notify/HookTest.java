package io.weir.sink.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.sink.SecretRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks, as a receiver of them sees them. */
class HookTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<byte[]> bodies = new ArrayList<>();
    private final List<Headers> headers = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "ok";
    private String retryAfter;
    private long delayMs;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        bodies.add(exchange.getRequestBody().readAllBytes());
        headers.add(exchange.getRequestHeaders());
        if (delayMs > 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(delayMs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        if (status >= 300 && status < 400) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        byte[] text = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static NotifyOutcome tell(Channel channel, Notification notification) {
        try (Notifiers notifiers = Notes.notifiers(null, channel)) {
            return notifiers.tell(notification);
        }
    }

    private Channel slack() {
        return Notes.slack(SecretRef.literal(url("/services/T0/B0/hush-hook")));
    }

    private Channel webhook() {
        return Notes.webhook(url("/in/hush-path?hush=query"), SecretRef.literal("hush-key"));
    }

    @Test
    void slackGetsATextInWhichNothingIsMarkup() throws IOException {
        Notification note = Notes.of("n-1", "opened", "opened: <!channel> a & b", "mail @all <http://x|y>");
        assertThat(tell(slack(), note)).isEqualTo(new NotifyOutcome.Sent(null));
        JsonNode body = JSON.readTree(bodies.get(0));
        assertThat(body.size()).isOne();
        assertThat(body.path("text").asText())
                .startsWith("*opened: &lt;!channel&gt; a &amp; b*\n")
                .doesNotContain("<", "@all");
        assertThat(headers.get(0).getFirst("Content-Type")).startsWith("application/json");

        tell(slack(), note.telling(List.of("opened", "escalated-critical")));
        assertThat(JSON.readTree(bodies.get(1)).path("text").asText())
                .contains("Not told before: opened, escalated-critical\n");
    }

    @Test
    void slackThatDoesNotSayOkIsNotPostedToAgain() {
        answer = "<html>maintenance</html>";
        assertThat(tell(slack(), Notes.opened())).isInstanceOfSatisfying(NotifyOutcome.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo("unexpected-answer");
            assertThat(failed.detail()).contains("may have been taken");
        });
        assertThat(bodies).hasSize(1);
    }

    @Test
    void aWebhookIsSignedAndCarriesTheIntentsId() throws Exception {
        answer = "";
        status = 204;
        assertThat(tell(webhook(), Notes.opened())).isEqualTo(new NotifyOutcome.Sent(null));
        assertThat(tell(webhook(), Notes.opened())).isEqualTo(new NotifyOutcome.Sent(null));

        byte[] body = bodies.get(0);
        Headers got = headers.get(0);
        assertThat(got.getFirst("Idempotency-Key")).isEqualTo("n-0001");
        assertThat(got.getFirst("X-Weir-Timestamp")).isEqualTo(Long.toString(Notes.NOW));
        // as the README tells receivers to check it, without our code
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("hush-key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((Notes.NOW + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(got.getFirst("X-Weir-Signature"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(body)));
        JsonNode json = JSON.readTree(body);
        assertThat(json.path("schema").asText()).isEqualTo("weir.notification/1");
        assertThat(json.path("phase").asText()).isEqualTo("opened");
        assertThat(json.path("scope").path("site").asText()).isEqualTo("basel");
        assertThat(NotificationJson.read(body)).isEqualTo(Notes.opened());
        assertThat(bodies.get(1)).as("a repeat is the same").isEqualTo(body);
        assertThat(headers.get(1).getFirst("Idempotency-Key")).isEqualTo("n-0001");
    }

    @ParameterizedTest
    @CsvSource({
        "301, failed, redirect", "400, failed, status-400", "404, failed, status-404", "410, failed, status-410",
        "429, sure, throttled", "408, unsure, status-408", "500, unsure, status-500", "503, unsure, status-503",
    })
    void answersAreClassified(int code, String kind, String reason) {
        status = code;
        NotifyOutcome outcome = tell(webhook(), Notes.opened());
        if (kind.equals("failed")) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            NotifyOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(reason));
        } else {
            assertThat(outcome).isInstanceOfSatisfying(NotifyOutcome.Retry.class, retry -> {
                assertThat(retry.reason()).isEqualTo(reason);
                assertThat(retry.uncertain()).isEqualTo(kind.equals("unsure"));
            });
        }
        assertThat(bodies).as("no redirect is followed").hasSize(1);
    }

    @Test
    void comesBackWhenItWasAskedTo() {
        status = 429;
        retryAfter = "17";
        assertThat(tell(slack(), Notes.opened()))
                .isInstanceOfSatisfying(
                        NotifyOutcome.Retry.class,
                        retry -> assertThat(retry.after()).hasSeconds(17));
    }

    @Test
    void noAnswerIsUnclearAndNoConnectionIsNot() {
        delayMs = 1_500;
        assertThat(tell(webhook(), Notes.opened()))
                .isInstanceOfSatisfying(
                        NotifyOutcome.Retry.class,
                        retry -> assertThat(retry.uncertain()).isTrue());
        Channel slack = slack();
        server.stop(0);
        assertThat(tell(slack, Notes.opened())).isInstanceOfSatisfying(NotifyOutcome.Retry.class, retry -> {
            assertThat(retry.reason()).isEqualTo("not-reachable");
            assertThat(retry.uncertain()).isFalse();
        });
    }

    @Test
    void noSecretShowsAnywhere() {
        List<Object> shown = new ArrayList<>(List.of(slack(), webhook()));
        delayMs = 1_500;
        shown.add(tell(slack(), Notes.opened()));
        delayMs = 0;
        status = 500;
        answer = "hush-hook hush-key";
        shown.add(tell(slack(), Notes.opened()));
        shown.add(tell(webhook(), Notes.opened()));
        shown.add(tell(Notes.slack(SecretRef.literal("ftp://hush-hook")), Notes.opened()));
        shown.add(tell(Notes.webhook("https://", SecretRef.literal("hush-key")), Notes.opened()));
        shown.add(tell(Notes.webhook(url("/"), SecretRef.environment("WEIR_NO_SUCH_VARIABLE")), Notes.opened()));
        assertThat(shown.toString()).doesNotContain("hush").contains("WEIR_NO_SUCH_VARIABLE", "bad-address");
    }
}
