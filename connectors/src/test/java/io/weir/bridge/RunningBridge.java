package io.weir.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.bridge.quota.Quota;
import io.weir.bridge.tenant.Credential;
import io.weir.bridge.tenant.Role;
import io.weir.bridge.tenant.SigningKey;
import io.weir.bridge.tenant.Tenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A bridge with the tenants acme and globex and an operator, and a client for it. */
public final class RunningBridge implements AutoCloseable {
    public static final String ACME = "acme-token";
    /** May post alerts. */
    public static final String ACME_SENDER = "acme-sender-token";
    /** May do what people on call do. */
    public static final String ACME_ON_CALL = "acme-on-call-token";

    public static final String GLOBEX = "globex-token";
    /** Signs requests of globex, as globex-signs. */
    public static final String SIGNING_KEY = "a-secret-that-signs-globex-requests";

    public static final String OPERATOR = "operator-token";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Bridge bridge;

    private RunningBridge(Bridge bridge) {
        this.bridge = bridge;
    }

    /** Starts one; quick in everything that has a period. */
    public static RunningBridge start(String bootstrap, UnaryOperator<BridgeOptions.Builder> change)
            throws InterruptedException {
        return start(bootstrap, null, change);
    }

    /** Starts one whose tenant acme has configured rules. */
    public static RunningBridge start(String bootstrap, String rules, UnaryOperator<BridgeOptions.Builder> change)
            throws InterruptedException {
        return start(Map.of("bootstrap.servers", bootstrap), rules, change);
    }

    /** Starts one whose tenant acme has a quota. */
    public static RunningBridge start(String bootstrap, Quota quota) throws InterruptedException {
        return start(Map.of("bootstrap.servers", bootstrap), null, quota, options -> options);
    }

    /** Starts one with other properties for its Kafka clients. */
    public static RunningBridge start(
            Map<String, String> kafka, String rules, UnaryOperator<BridgeOptions.Builder> change)
            throws InterruptedException {
        return start(kafka, rules, Quota.defaults(), change);
    }

    private static RunningBridge start(
            Map<String, String> kafka, String rules, Quota quota, UnaryOperator<BridgeOptions.Builder> change)
            throws InterruptedException {
        List<Tenant> tenants = List.of(
                new Tenant(
                        "acme",
                        List.of(
                                new Credential(sha256(ACME), "acme-src"),
                                new Credential(sha256(ACME_SENDER), null, Role.INGEST),
                                new Credential(sha256(ACME_ON_CALL), null, Role.OPERATOR)),
                        List.of(),
                        rules,
                        quota),
                new Tenant(
                        "globex",
                        List.of(new Credential(sha256(GLOBEX), null)),
                        List.of(new SigningKey("globex-signs", SIGNING_KEY, null, Role.INGEST)),
                        null));
        BridgeOptions.Builder options = BridgeOptions.builder(kafka, tenants)
                .listen("127.0.0.1", 0)
                .operators(List.of(new Credential(sha256(OPERATOR), "ops-desk")))
                .tickEvery(Duration.ofMillis(100))
                .directiveLead(Duration.ofMillis(200));
        return new RunningBridge(Bridge.start(change.apply(options).build()));
    }

    CompletableFuture<Void> failure() {
        return bridge.failure();
    }

    static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Reply(int status, Map<String, List<String>> headers, String body) {
        /** The body as JSON. */
        public JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }
    }

    public int port() {
        return bridge.port();
    }

    public HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bridge.port() + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** A figure of its metrics, by all that stands before it on its line; 0 when there is none. */
    public double metric(String name) {
        return get("/metrics", null)
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    public Reply get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    public Reply post(String path, String token, String contentType, byte[] body) {
        HttpRequest.Builder request = request(path, token).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send((contentType == null ? request : request.header("Content-Type", contentType)).build());
    }

    public Reply post(String path, String token, String json) {
        return post(path, token, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Reply put(String path, String token, String json) {
        return send(request(path, token)
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Posts a recording the way it was recorded: with its content type, chunked if it was. */
    public Reply post(String path, String token, Recording recording) {
        return send(request(path, token, recording));
    }

    /** Posts recordings side by side; the replies in their order. */
    public List<Reply> postAll(String path, String token, List<Recording> recordings) {
        List<CompletableFuture<Reply>> underway = recordings.stream()
                .map(recording -> client.sendAsync(
                                request(path, token, recording), HttpResponse.BodyHandlers.ofString())
                        .thenApply(RunningBridge::reply))
                .toList();
        return underway.stream().map(CompletableFuture::join).toList();
    }

    private HttpRequest request(String path, String token, Recording recording) {
        HttpRequest.BodyPublisher body = recording.chunked()
                ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(recording.body()))
                : HttpRequest.BodyPublishers.ofByteArray(recording.body());
        HttpRequest.Builder request = request(path, token).POST(body);
        if (recording.contentType() != null && !recording.contentType().isEmpty()) {
            request.header("Content-Type", recording.contentType());
        }
        return request.build();
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers().map(), response.body());
    }

    public Reply send(HttpRequest request) {
        try {
            return reply(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        bridge.close();
    }
}
