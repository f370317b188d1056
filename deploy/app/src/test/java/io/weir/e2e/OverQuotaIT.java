package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.client.BridgeClient;
import io.weir.e2e.Site.Tenant;
import io.weir.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tenant's label has another value in each alert: it is told once, in one ticket, and the other tenant goes on. */
class OverQuotaIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ROOM = 30;
    private static final int OPEN_INCIDENTS = 5;
    private static final String RULES = """
            version: "1"
            grouping:
              - name: by instance
                scope: [instance]
                wait: {critical: 0s, warning: 0s}
                updateEvery: 1s
            limits: {openIncidents: %d}
            """;

    @TempDir
    Path folder;

    @Test
    void anExplosionOfIdentitiesIsOneIncidentAndConcernsNobodyElse() throws IOException {
        try (Site site = Site.prepare(
                folder,
                SandboxOptions.defaults(),
                new Tenant("globex", List.of("globex"), RULES.formatted(100)),
                new Tenant("acme", List.of("acme"), RULES.formatted(OPEN_INCIDENTS)))) {
            site.alsoForTheLastTenant("quota: {openIdentities: " + ROOM + "}");
            site.up();
            post(site, "acme", 0, 4 * ROOM);
            await().atMost(PATIENCE).untilAsserted(() -> {
                List<JsonNode> overflows = overflows(site);
                assertThat(overflows).hasSize(1);
                assertThat(overflows.get(0).path("title").asText())
                        .endsWith("of tenant acme, over its quota of openIdentities");
                assertThat(overflows.get(0).path("status").asText()).isEqualTo("open");
            });
            String overflow = overflows(site).get(0).path("incidentId").asText();
            await().atMost(PATIENCE).until(() -> site.tickets(overflow).size() == 1);
            assertThat(site.incidents("acme")).hasSize(OPEN_INCIDENTS + 1);

            post(site, "globex", 0, 1);
            await().atMost(PATIENCE).until(() -> site.incidents("globex").size() == 1);
            post(site, "acme", 0, 4 * ROOM);
            post(site, "globex", 1, 2);
            await().atMost(PATIENCE).until(() -> site.incidents("globex").size() == 2);
            assertThat(site.incidents("globex"))
                    .noneMatch(incident -> incident.path("rule").asText().equals("overflow"));
            assertThat(overflows(site)).hasSize(1);
            assertThat(site.tickets(overflow)).hasSize(1);
        }
    }

    private static List<JsonNode> overflows(Site site) {
        return site.incidents("acme").stream()
                .filter(incident -> incident.path("rule").asText().startsWith("overflow")
                        || incident.path("rule").asText().contains("quota"))
                .toList();
    }

    private static void post(Site site, String source, int from, int to) {
        String alerts = IntStream.range(from, to)
                .mapToObj(i -> "{\"status\": \"firing\", \"startsAt\": \"" + Instant.EPOCH.plusSeconds(1_772_000_000L)
                        + "\", \"labels\": {\"alertname\": \"Restarts\", \"severity\": \"warning\","
                        + " \"instance\": \"pod-" + i + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        String body = "{\"version\": \"4\", \"externalURL\": \"http://am\", \"alerts\": " + alerts + "}";
        new BridgeClient(site.bridge(), Site.token(source))
                .post("/v1/alertmanager", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
