package io.weir.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.broker.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Prometheus that watches one target, and, where wanted, a real Alertmanager beside it. */
final class PrometheusPair implements AutoCloseable {
    private static final String PROMETHEUS = """
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
            rule_files: [rules.yml]
            scrape_configs:
              - job_name: shop
                static_configs:
                  - targets: ['127.0.0.1:%d']
                    labels: {instance: '%s', site: basel, service: checkout}
            alerting:
              alertmanagers:
                - static_configs: [{targets: ['%s']}]
                  api_version: v2
            """;
    private static final String AUTHORIZED = """
                  path_prefix: /from/prometheus/
                  authorization: {credentials_file: token}
            """;
    private static final String RULES = """
            groups:
              - name: shop
                rules:
                  - alert: %s
                    expr: up{job="shop"} == 0
                    labels: {severity: critical}
                    annotations: {summary: '{{ $labels.instance }} does not answer'}
            """;
    private static final String ALERTMANAGER = """
            route: {receiver: weir, group_by: [alertname, site], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
            receivers:
              - name: weir
                webhook_configs:
                  - url: %s
                    send_resolved: true
                    max_alerts: 0
                    http_config: {authorization: {credentials_file: token}}
            """;

    private final Path folder;
    private ChildProcess alertmanager;
    private ChildProcess prometheus;
    private URI prometheusUrl;
    private URI alertmanagerUrl;

    private PrometheusPair(Path folder) {
        this.folder = folder;
    }

    /**
     * What is watched.
     *
     * @param port of the target on loopback
     * @param instance the label {@code instance}
     * @param alertname of the alert that fires when the target does not answer
     */
    record Watch(int port, String instance, String alertname) {}

    /** Prometheus tells Alertmanager, and that tells the bridge. */
    static PrometheusPair withAlertmanager(Path folder, Watch watch, URI bridge, String token) throws IOException {
        PrometheusPair pair = new PrometheusPair(folder);
        try {
            Files.writeString(folder.resolve("token"), token);
            String address = "127.0.0.1:" + LoopbackPort.free();
            pair.startAlertmanager(address, bridge);
            pair.startPrometheus(watch, PROMETHEUS.formatted(watch.port(), watch.instance(), address));
            return pair;
        } catch (IOException | RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    /** Prometheus takes the bridge for an Alertmanager. */
    static PrometheusPair direct(Path folder, Watch watch, URI bridge, String token) throws IOException {
        PrometheusPair pair = new PrometheusPair(folder);
        try {
            Files.writeString(folder.resolve("token"), token);
            String config = PROMETHEUS.formatted(watch.port(), watch.instance(), bridge.getAuthority()) + AUTHORIZED;
            pair.startPrometheus(watch, config);
            return pair;
        } catch (IOException | RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    private void startAlertmanager(String address, URI bridge) throws IOException {
        Files.writeString(
                folder.resolve("alertmanager.yml"), ALERTMANAGER.formatted(bridge.resolve("/v1/alertmanager")));
        alertmanagerUrl = URI.create("http://" + address);
        alertmanager = ChildProcess.start(
                        folder,
                        "alertmanager.log",
                        List.of(
                                RequiredProgram.ALERTMANAGER.path(),
                                "--config.file=alertmanager.yml",
                                "--storage.path=alertmanager",
                                "--cluster.listen-address=",
                                "--web.external-url=http://" + address,
                                "--web.listen-address=" + address))
                .awaitOk(URI.create("http://" + address + "/-/ready"));
    }

    private void startPrometheus(Watch watch, String config) throws IOException {
        String address = "127.0.0.1:" + LoopbackPort.free();
        prometheusUrl = URI.create("http://" + address);
        Files.writeString(folder.resolve("prometheus.yml"), config);
        Files.writeString(folder.resolve("rules.yml"), RULES.formatted(watch.alertname()));
        prometheus = ChildProcess.start(
                        folder,
                        "prometheus.log",
                        List.of(
                                RequiredProgram.PROMETHEUS.path(),
                                "--config.file=prometheus.yml",
                                "--storage.tsdb.path=prometheus",
                                "--web.listen-address=" + address))
                .awaitOk(prometheusUrl.resolve("/-/ready"));
    }

    /** Where the Alertmanager is, also by its own words. */
    URI alertmanager() {
        return alertmanagerUrl;
    }

    /** Waits until Prometheus knows that the target answers. */
    void awaitTargetUp() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest query = HttpRequest.newBuilder(prometheusUrl.resolve("/api/v1/query?query=up"))
                .timeout(Duration.ofSeconds(5))
                .build();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            String answer = http.send(query, BodyHandlers.ofString()).body();
            return new ObjectMapper()
                    .readTree(answer)
                    .at("/data/result/0/value/1")
                    .asText()
                    .equals("1");
        });
    }

    @Override
    public void close() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (alertmanager != null) {
            alertmanager.close();
        }
    }
}
