package io.weir.bridge.reconcile;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.broker.LoopbackPort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Debian's Alertmanager, posting to a bridge. Skips, or fails with {@code CI=true}, where it is not installed. */
final class RealAlertmanager implements AutoCloseable {
    /** What it calls itself in its webhooks. */
    static final String EXTERNAL_URL = "http://am.example.org";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CONFIG = """
            route: {receiver: weir, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
            receivers:
              - name: weir
                webhook_configs:
                  - url: %s
                    send_resolved: true
                    http_config: {authorization: {credentials: %s}}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final String address = "127.0.0.1:" + LoopbackPort.free();
    private Process process;

    private RealAlertmanager(Path folder) {
        this.folder = folder;
    }

    /** One that is not started; its address is taken. */
    static RealAlertmanager prepare(Path folder) {
        return new RealAlertmanager(folder);
    }

    /** Starts it, with a webhook that goes to {@code webhook}. */
    RealAlertmanager start(URI webhook, String token) throws IOException {
        Files.writeString(folder.resolve("alertmanager.yml"), CONFIG.formatted(webhook, token));
        begin();
        return this;
    }

    private void begin() throws IOException {
        process = new ProcessBuilder(List.of(
                        program(),
                        "--config.file=alertmanager.yml",
                        "--storage.path=data",
                        "--cluster.listen-address=",
                        "--web.external-url=" + EXTERNAL_URL + "/",
                        "--web.listen-address=" + address))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("alertmanager.log").toFile()))
                .start();
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("Alertmanager ended: see " + folder);
                    }
                    return send("GET", "/-/ready", null).statusCode() == 200;
                });
    }

    /** Ends it in order, and starts it again on the same address. */
    void restart() throws IOException {
        process.destroy();
        process.onExit().join();
        begin();
    }

    URI url() {
        return URI.create("http://" + address);
    }

    /** Tells it that an alert fires since {@code startsAt}, or ended at {@code endsAt}. */
    void alert(String alertname, String startsAt, String endsAt) {
        String ends = endsAt == null ? "" : ",\"endsAt\":\"" + endsAt + "\"";
        HttpResponse<String> response = send(
                "POST",
                "/api/v2/alerts",
                "[{\"labels\":{\"alertname\":\"" + alertname + "\",\"instance\":\"h1\"},\"startsAt\":\"" + startsAt
                        + "\"" + ends + "}]");
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
    }

    JsonNode json(String method, String path, String body) {
        HttpResponse<String> response = send(method, path, body);
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }

    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(url().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .map(at -> Path.of(at, "prometheus-alertmanager"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseGet(RealAlertmanager::missing);
    }

    private static String missing() {
        String reason = "prometheus-alertmanager is not on the PATH: install it with apt-get install"
                + " --no-install-recommends prometheus-alertmanager";
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
        return null;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
