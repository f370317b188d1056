package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.broker.LoopbackPort;
import io.weir.e2e.PrometheusPair.Watch;
import io.weir.e2e.Site.Tenant;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What resolves under a silence is never told: its ticket is solved because Weir asks a real Alertmanager. */
class SilencedResolveIT {
    private static final String WEBHOOK = "alertmanager";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RULES = """
            version: silenced-resolve
            grouping:
              - name: instance
                scope: [alertname, instance]
                wait: {critical: 0s}
                updateEvery: 1s
                resolveQuiet: 2s
            """;
    private static final String RECONCILE = """
            reconcile:
              - alertmanager:
                  urls: ['%s']
                  receivers: [weir]
                  every: 500ms
                  grace: 3s
                  settleAfterRestart: 1s
            """;

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    @Test
    void aResolveUnderASilenceSolvesTheTicket() throws Exception {
        RequiredProgram.requireAll(RequiredProgram.PROMETHEUS, RequiredProgram.ALERTMANAGER);
        try (Site site = Site.prepare(
                        FOLDER.below("weir"), SandboxOptions.defaults(), new Tenant("acme", List.of(WEBHOOK), RULES));
                MeteredService exporter = MeteredService.start(LoopbackPort.free())) {
            Watch watch = new Watch(exporter.port(), "shop-09:9100", "SilentlyDown");
            try (PrometheusPair monitoring = PrometheusPair.withAlertmanager(
                    FOLDER.below("monitoring"), watch, site.bridge(), Site.token(WEBHOOK))) {
                monitoring.awaitTargetUp();
                site.alsoForTheLastTenant(RECONCILE.formatted(monitoring.alertmanager()))
                        .up();
                exporter.stop();
                GlpiTicket open = await().atMost(PATIENCE)
                        .until(() -> site.sandbox().tickets(), tickets -> tickets.size() == 1)
                        .get(0);
                silence(monitoring.alertmanager(), watch.alertname());
                await().atMost(PATIENCE)
                        .until(() -> call(monitoring.alertmanager(), "GET", "/api/v2/alerts", null)
                                .contains("\"suppressed\""));

                exporter.resume();

                await().atMost(PATIENCE)
                        .until(() ->
                                site.sandbox().ticket(open.id()).orElseThrow().status() == Site.SOLVED);
                assertThat(site.incidents(WEBHOOK))
                        .singleElement()
                        .satisfies(incident ->
                                assertThat(incident.path("status").asText()).isEqualTo("resolved"));
                assertThat(site.sandbox().tickets()).hasSize(1);
            }
        }
    }

    private static void silence(URI alertmanager, String alertname) throws IOException, InterruptedException {
        Instant now = Instant.now();
        String body = """
                {"matchers": [{"name": "alertname", "value": "%s", "isRegex": false}],
                 "startsAt": "%s", "endsAt": "%s", "createdBy": "alice", "comment": "new disks"}
                """.formatted(alertname, now, now.plusSeconds(3600));
        assertThat(call(alertmanager, "POST", "/api/v2/silences", body)).contains("silenceID");
    }

    private static String call(URI alertmanager, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(alertmanager.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
