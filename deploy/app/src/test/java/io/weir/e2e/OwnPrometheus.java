package io.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.broker.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A real Prometheus with the configuration and the rules that Compose gives it, watching a Weir on loopback. */
final class OwnPrometheus implements AutoCloseable {
    private static final Path SHIPPED = Path.of("..", "compose", "prometheus");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI url;
    private ChildProcess process;

    private OwnPrometheus(URI url) {
        this.url = url;
    }

    /** A rule as Prometheus has understood it. */
    record Rule(String name, String query, String severity, Map<String, String> annotations) {}

    /**
     * Starts it.
     *
     * @param bridge where the bridge is
     * @param flink where Flink's metrics are
     */
    static OwnPrometheus start(Path folder, URI bridge, URI flink) throws IOException {
        String address = "127.0.0.1:" + LoopbackPort.free();
        Map<String, String> hosts = new LinkedHashMap<>();
        hosts.put("15s", "1s");
        hosts.put("localhost:9090", address);
        hosts.put("bridge:8080", bridge.getAuthority());
        hosts.put("jobmanager:9249, taskmanager:9249", flink.getAuthority());
        // nobody is there: what fires is asked for, not sent
        hosts.put("alertmanager:9093", "127.0.0.1:" + LoopbackPort.free());
        String config = Files.readString(SHIPPED.resolve("prometheus.yml"));
        for (Map.Entry<String, String> host : hosts.entrySet()) {
            if (!config.contains(host.getKey())) {
                throw new IllegalStateException("prometheus.yml does not name " + host.getKey());
            }
            config = config.replace(host.getKey(), host.getValue());
        }
        Files.writeString(folder.resolve("prometheus.yml"), config);
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.copy(SHIPPED.resolve("rules").resolve("weir.yml"), rules.resolve("weir.yml"));
        OwnPrometheus prometheus = new OwnPrometheus(URI.create("http://" + address));
        prometheus.process = ChildProcess.start(
                        folder,
                        "prometheus.log",
                        List.of(
                                RequiredProgram.PROMETHEUS.path(),
                                "--config.file=prometheus.yml",
                                "--storage.tsdb.path=prometheus",
                                "--web.listen-address=" + address))
                .awaitOk(prometheus.url.resolve("/-/ready"));
        return prometheus;
    }

    /**
     * The values of a query now, without those that are no number: there was nothing to compute them from.
     *
     * @throws IllegalArgumentException when Prometheus does not understand it
     */
    List<Double> values(String query) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalArgumentException(
                    query + ": " + answer.path("error").asText());
        }
        return each(answer.at("/data/result"))
                .map(result -> Double.valueOf(result.at("/value/1").asText().replace("Inf", "Infinity")))
                .filter(value -> !value.isNaN())
                .toList();
    }

    /** Names of all metrics that were ever scraped. */
    List<String> names() {
        return each(get("/api/v1/label/__name__/values").path("data"))
                .map(JsonNode::asText)
                .toList();
    }

    /** All rules. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode group : get("/api/v1/rules").at("/data/groups")) {
            for (JsonNode rule : group.path("rules")) {
                rules.add(new Rule(
                        rule.path("name").asText(),
                        rule.path("query").asText(),
                        rule.at("/labels/severity").asText(),
                        json.convertValue(
                                rule.path("annotations"),
                                json.getTypeFactory().constructMapType(Map.class, String.class, String.class))));
            }
        }
        return rules;
    }

    /** Names of the alerts that fire, or would if they went on. */
    List<String> active() {
        return each(get("/api/v1/alerts").at("/data/alerts"))
                .map(alert -> alert.at("/labels/alertname").asText())
                .distinct()
                .toList();
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private JsonNode get(String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).build();
            return json.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException("Prometheus does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Prometheus answers", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
