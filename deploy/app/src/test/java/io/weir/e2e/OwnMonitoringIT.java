package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.bridge.metrics.QuotaMetrics;
import io.weir.bridge.metrics.ReconcileMetrics;
import io.weir.broker.LoopbackPort;
import io.weir.e2e.Site.Tenant;
import io.weir.e2e.StormSender.StormAlert;
import io.weir.sandbox.SandboxOptions;
import io.weir.schema.AlertStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Weir watched as Compose has it watched: every panel shows something, no rule fires for nothing, and rules do fire. */
class OwnMonitoringIT {
    private static final String SENDER = "alertmanager";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RULES = """
            version: own-monitoring
            grouping:
              - name: service
                scope: [service]
                wait: {critical: 0s}
                updateEvery: 1s
                resolveQuiet: 1s
            inhibition:
              - name: first-host
                source: ['instance="host-0-0:9100"']
                target: ['instance!="host-0-0:9100"']
                equal: [service]
            """;
    private static final String NOTIFICATIONS = """
            notifications:
              channels: [{name: pager, webhook: {url: 'http://127.0.0.1:%d/metrics', secret: {value: pager-secret}}}]
              routes: [{channels: [pager]}]
            """;
    /** Metrics of the bridge that have no series before something goes wrong, or while no source is asked. */
    private static final Set<String> NOTHING_WHEN_WELL = Set.of(
            "weir_bridge_kafka_write_failures_total",
            "weir_bridge_unauthenticated_requests_total",
            "weir_bridge_truncated_alerts_total",
            "weir_bridge_dead_letters_total",
            "weir_bridge_quota_verdicts_total",
            "weir_bridge_reconcile_polls_total",
            "weir_bridge_reconcile_observations_total");

    private static final String TICKETS = "flink_taskmanager_job_task_operator_weir_tickets_created";
    private static final String ANSWERED_503 = "status=\"503\"";
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final Pattern FLINK_METRICS = Pattern.compile("metrics (http://\\S+)/metrics");

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyPanelShowsSomethingAndRulesFireWhenTheyShould() throws Exception {
        RequiredProgram.requireAll(RequiredProgram.PROMETHEUS);
        try (MeteredService pager = MeteredService.start(LoopbackPort.free());
                Site site = Site.prepare(
                                FOLDER.below("weir"),
                                SandboxOptions.defaults(),
                                new Tenant("acme-2", List.of(SENDER), RULES))
                        .alsoForTheLastTenant(NOTIFICATIONS.formatted(pager.port()))) {
            site.up();
            try (OwnPrometheus prometheus =
                    OwnPrometheus.start(FOLDER.below("prometheus"), site.bridge(), flinkMetrics(site))) {
                await().atMost(PATIENCE)
                        .until(() ->
                                prometheus.values("sum(up{component=\"weir\"})").equals(List.of(2.0)));
                liveThrough(site, prometheus);

                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(2))
                        .untilAsserted(() -> assertThat(missing(prometheus)).isEmpty());
                assertThat(prometheus.active()).as("alerts while all is well").isEmpty();
                assertRunbooks(prometheus.rules());

                goWrong(site.bridge());
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(post(site.bridge(), "/v1/alertmanager", "stranger", "application/json", "{}"))
                            .isEqualTo(401);
                    assertThat(prometheus.active())
                            .containsExactlyInAnyOrder("WeirDeadLetters", "WeirAlertsTruncated", "WeirSenderUnknown");
                });
            }
        }
    }

    private static URI flinkMetrics(Site site) {
        return site.process().lines().stream()
                .map(FLINK_METRICS::matcher)
                .filter(Matcher::find)
                .map(found -> URI.create(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    /** One incident after the other, each seen by Prometheus, so that all that is counted is seen to grow. */
    private void liveThrough(Site site, OwnPrometheus prometheus) throws Exception {
        StormSender sender = new StormSender(site.bridge(), Site.token(SENDER));
        double tickets = 0;
        for (List<StormAlert> alerts : StormSender.requests(3, 0, 3, 3)) {
            sender.post(alerts, AlertStatus.FIRING);
            List<Double> wanted = List.of(++tickets);
            await().atMost(PATIENCE).until(() -> prometheus.values("sum(" + TICKETS + ")"), wanted::equals);
            sender.post(alerts, AlertStatus.FIRING);
            sender.post(alerts, AlertStatus.RESOLVED);
        }
        KumaRecording.Post test = KumaRecording.posts().stream()
                .filter(post -> post.says() == KumaRecording.Says.TEST)
                .findFirst()
                .orElseThrow();
        assertThat(post(site.bridge(), "/v1/uptime-kuma", Site.token(SENDER), test.contentType(), test.body()))
                .isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> site.sandbox().tickets().stream().allMatch(ticket -> ticket.status() == Site.SOLVED));
    }

    /** What cannot be read, and what was cut off. */
    private void goWrong(URI bridge) throws Exception {
        String cut = "{\"version\": \"4\", \"status\": \"firing\", \"truncatedAlerts\": 3, \"alerts\": []}";
        String json = "application/json";
        assertThat(post(bridge, "/v1/alertmanager", Site.token(SENDER), json, "no JSON"))
                .isEqualTo(200);
        assertThat(post(bridge, "/v1/alertmanager", Site.token(SENDER), json, cut))
                .isEqualTo(200);
    }

    private int post(URI bridge, String path, String token, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(bridge.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Everything that finds no data, of panels as a whole and of rules by their series. */
    private static List<String> missing(OwnPrometheus prometheus) throws IOException {
        Set<String> known = new HashSet<>(prometheus.names());
        known.addAll(declared());
        List<String> missing = new ArrayList<>();
        for (DashboardQueries.Query query : DashboardQueries.all()) {
            List<String> selectors = DashboardQueries.selectors(query.text());
            look(prometheus, known, query.panel(), selectors, missing);
            if (selectors.stream().noneMatch(OwnMonitoringIT::mayBeEmpty)
                    && prometheus.values(query.text()).isEmpty()) {
                missing.add(query.panel() + ": " + query.text());
            }
        }
        for (OwnPrometheus.Rule rule : prometheus.rules()) {
            prometheus.values(rule.query());
            look(prometheus, known, rule.name(), DashboardQueries.selectors(rule.query()), missing);
        }
        return missing;
    }

    private static void look(
            OwnPrometheus prometheus, Set<String> known, String where, List<String> selectors, List<String> missing) {
        if (selectors.isEmpty()) {
            missing.add(where + " asks for nothing");
        }
        for (String selector : selectors) {
            boolean there = mayBeEmpty(selector)
                    ? known.contains(name(selector))
                    : !prometheus.values(selector).isEmpty();
            if (!there) {
                missing.add(where + ": " + selector);
            }
        }
    }

    private static boolean mayBeEmpty(String selector) {
        return NOTHING_WHEN_WELL.contains(name(selector)) || selector.contains(ANSWERED_503);
    }

    private static String name(String selector) {
        Matcher name = NAME.matcher(selector);
        return name.find() ? name.group() : "";
    }

    /** Names of what the bridge counts when it happens. */
    private static Set<String> declared() {
        BridgeMetrics bridge = new BridgeMetrics();
        bridge.writeFailed("weir.alerts", new IOException());
        bridge.unauthenticated("/v1/alertmanager");
        bridge.truncated("acme-2", 1);
        bridge.deadLetter("acme-2", "alertmanager", "not-json");
        new QuotaMetrics(bridge).verdicts("acme-2", "expired", 1);
        ReconcileMetrics reconcile = new ReconcileMetrics(bridge);
        reconcile.polled("acme-2", "alertmanager", "am-1", "ok");
        reconcile.observed("acme-2", "alertmanager", "am-1", "gone");
        return new String(bridge.text(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(OwnMonitoringIT::name)
                .collect(Collectors.toSet());
    }

    private static void assertRunbooks(List<OwnPrometheus.Rule> rules) throws IOException {
        Path folder = Path.of("..", "runbooks");
        try (var pages = Files.list(folder)) {
            assertThat(rules.stream().map(rule -> rule.name() + ".md"))
                    .containsExactlyInAnyOrderElementsOf(
                            pages.map(page -> page.getFileName().toString()).toList());
        }
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.severity()).isIn("critical", "warning");
            assertThat(rule.annotations()).containsKeys("summary", "description");
            assertThat(rule.annotations().get("runbook_url")).endsWith("/deploy/runbooks/" + rule.name() + ".md");
        });
    }
}
