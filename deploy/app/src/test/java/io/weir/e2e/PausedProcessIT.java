package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.checker.Checker;
import io.weir.checker.Log;
import io.weir.checker.Store;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A process that stood still for longer than its lease, with a create decided and not yet sent, sends nothing of it when
 * it goes on: somebody else has taken over meanwhile.
 */
class PausedProcessIT {
    private static final String SOURCE = "alertmanager";
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = """
            version: paused
            grouping:
              - name: service
                scope: [service]
                wait: {critical: 0s}
                resolveQuiet: 1s
            """;

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatWasDecidedBeforeThePauseIsNotSent() throws IOException, InterruptedException {
        Path folder = FOLDER.below("paused");
        Path reached = folder.resolve("reached");
        try (Site site = Site.prepare(folder, SandboxOptions.defaults(), new Tenant("acme", List.of(SOURCE), RULES))) {
            site.configure("deliver: {lease: " + LEASE.toSeconds() + "s}");
            site.up(List.of("-Dweir.failpoint=before-send/POST Ticket", "-Dweir.failpoint.file=" + reached));
            StormSender sender = new StormSender(site.bridge(), Site.token(SOURCE));
            List<StormAlert> alerts = List.of(new StormAlert("shop", "shop-1"));
            sender.post(alerts, AlertStatus.FIRING);
            await().atMost(PATIENCE).until(() -> Files.exists(reached));
            await().atMost(PATIENCE).until(() -> !site.incidents(SOURCE).isEmpty());
            String incident = site.incidents(SOURCE).get(0).path("incidentId").asText();

            site.process().signal("STOP");
            String taken = takeOver(site.sandbox().glpiUrl(), incident);
            await().pollDelay(LEASE.multipliedBy(2)).until(() -> true);
            Files.delete(reached);
            site.process().signal("CONT");

            await().atMost(PATIENCE)
                    .until(() -> site.incidents(SOURCE)
                            .get(0)
                            .path("ticket")
                            .path("id")
                            .asText()
                            .equals(taken));
            assertThat(site.requests("glpi", "POST", "/Ticket/?")).hasSize(1);
            sender.post(alerts, AlertStatus.RESOLVED);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Checker.findings(new Log(site.kafka())
                                    .with(new Store(site.sandbox().url()))))
                            .isEmpty());
        }
    }

    /** What another deliverer would do: make the ticket and claim it. */
    private String takeOver(URI glpi, String incident) throws IOException, InterruptedException {
        JsonNode session = call(HttpRequest.newBuilder(URI.create(glpi + "/initSession"))
                .header("Authorization", "user_token sandbox-user-token"));
        String token = session.path("session_token").asText();
        String ticket = post(glpi + "/Ticket", token, """
                {"input": {"name": "[corr:%s] taken over", "content": "<p>taken over</p>", "entities_id": 1}}
                """.formatted(incident));
        post(glpi + "/TicketTask", token, """
                {"input": {"tickets_id": %s, "content": "claim", "uuid": "inc-%s", "is_private": 1}}
                """.formatted(ticket, incident));
        return ticket;
    }

    private String post(String url, String session, String body) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(URI.create(url))
                        .header("Session-Token", session)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .path("id")
                .asText();
    }

    private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(
                http.send(request.header("App-Token", "sandbox-app-token").build(), BodyHandlers.ofString())
                        .body());
    }
}
