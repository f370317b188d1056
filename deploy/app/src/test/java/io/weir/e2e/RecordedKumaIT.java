package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.e2e.KumaRecording.Post;
import io.weir.e2e.KumaRecording.Says;
import io.weir.e2e.Site.Tenant;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A recorded Uptime Kuma, posted as it posted then: monitors go down, come up, and go down again. */
class RecordedKumaIT {
    private static final List<String> HOOKS = List.of("json", "form", "custom", "custom-noct", "headers");
    private static final String ANY = HOOKS.get(0);
    private static final String MONITOR_DOWN = "UptimeKumaMonitorDown";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RULES = """
            version: recorded-kuma
            grouping:
              - name: monitor
                match: ['monitor_id=~".+"']
                scope: [alertname, kuma, monitor_id]
                wait: {critical: 0s}
                updateEvery: 1s
                resolveQuiet: 1s
                reopenWithin: 30m
              - name: name
                scope: [alertname, kuma, monitor]
                wait: {critical: 0s, warning: 0s, info: 0s}
                updateEvery: 1s
                resolveQuiet: 1s
                reopenWithin: 30m
            """;

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void opensAndSolvesWhatTheRecordingSays() throws IOException, InterruptedException {
        try (Site site =
                Site.prepare(FOLDER.below("weir"), SandboxOptions.defaults(), new Tenant("acme", HOOKS, RULES))) {
            site.up();
            Map<String, Boolean> down = new TreeMap<>();
            List<List<Post>> phases = KumaRecording.phases();
            assertThat(phases).hasSize(4);
            for (List<Post> phase : phases) {
                for (Post post : phase) {
                    send(site, post);
                    if (post.says() == Says.DOWN) {
                        down.put(post.subject(), true);
                    } else if (post.says() == Says.UP) {
                        down.computeIfPresent(post.subject(), (subject, was) -> false);
                    }
                }
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(ticketsOpen(site, MONITOR_DOWN)).isEqualTo(down);
                    assertThat(ticketsOpen(site, "CertificateExpiring")).isEqualTo(Map.of("json: TLS expiring", true));
                });
            }
            assertThat(down.values()).contains(true, false);
            long alerts = KumaRecording.posts().stream()
                    .filter(post -> post.says() != Says.TEST)
                    .count();
            KafkaLog log = new KafkaLog(site.kafka());
            assertThat(log.read(Topics.ALERTS, Wire.ALERT)).hasSize((int) alerts);
            assertThat(log.read(Topics.DEAD_LETTERS, Wire.DEAD_LETTER)).isEmpty();
        }
    }

    /** For each subject whether its ticket is open; fails when one has several. */
    private static Map<String, Boolean> ticketsOpen(Site site, String alertname) {
        Map<String, Boolean> open = new TreeMap<>();
        for (JsonNode incident : site.incidents(ANY)) {
            JsonNode scope = incident.path("scope");
            if (scope.path("alertname").asText().equals(alertname)) {
                JsonNode monitor = scope.has("monitor_id") ? scope.path("monitor_id") : scope.path("monitor");
                List<GlpiTicket> tickets =
                        site.tickets(incident.path("incidentId").asText());
                assertThat(tickets).as(incident.toString()).hasSize(1);
                open.merge(
                        scope.path("kuma").asText() + ": " + monitor.asText(),
                        tickets.get(0).status() != Site.SOLVED,
                        (one, other) -> fail("two incidents for " + scope));
            }
        }
        return open;
    }

    private void send(Site site, Post post) throws IOException, InterruptedException {
        String token = Site.token(post.hook());
        String basic = Base64.getEncoder().encodeToString(("kuma:" + token).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(site.bridge().resolve("/v1/uptime-kuma"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", post.hook().equals("headers") ? "Basic " + basic : "Bearer " + token)
                .header("Content-Type", post.contentType())
                .POST(BodyPublishers.ofString(post.body()))
                .build();
        int answer = http.send(request, BodyHandlers.discarding()).statusCode();
        // Kuma sends nothing twice
        assertThat(answer / 100).as(post.body()).isEqualTo(2);
    }
}
