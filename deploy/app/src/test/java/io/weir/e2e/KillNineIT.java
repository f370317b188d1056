package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.e2e.Site.Tenant;
import io.weir.e2e.StormSender.StormAlert;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.AlertStatus;
import io.weir.schema.Incident;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.sink.text.Marker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole {@code weir up} process is killed in the middle of a storm and started again on the same data folder. */
class KillNineIT {
    private static final String SOURCE = "alertmanager";
    private static final int SERVICES = 6;
    private static final int ALERTS = 40;
    private static final int FIRST_WAVE = 16;
    private static final int PER_REQUEST = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RULES = """
            version: kill-nine
            grouping:
              - name: service
                scope: [service]
                gap: 30m
                wait: {critical: 1s}
                updateEvery: 2s
                resolveQuiet: 2s
                reopenWithin: 30m
            """;

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    /** When the process dies. */
    enum Moment {
        /** Tickets are open, and half of the second wave is acknowledged while the rest is on its way. */
        INTAKE,
        /** The first ticket exists, and GLPI has not yet answered about it. */
        TICKET_CREATION,
        /** The first ticket is solved, and GLPI has not yet answered about it. */
        TICKET_SOLUTION
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingAndRepeatsNothing(Moment moment) throws IOException {
        try (Site site = Site.prepare(
                FOLDER.below(moment.name()), SandboxOptions.defaults(), new Tenant("acme", List.of(SOURCE), RULES))) {
            site.up();
            StormSender sender = new StormSender(site.bridge(), Site.token(SOURCE));

            Set<String> before = new HashSet<>();
            if (moment == Moment.TICKET_CREATION) {
                answerLate(site, "/Ticket");
            }
            CompletableFuture<Void> first = wave(sender, 0, FIRST_WAVE, AlertStatus.FIRING, () -> {});
            if (moment == Moment.TICKET_CREATION) {
                quickly().until(() -> !site.sandbox().tickets().isEmpty());
                killUnanswered(site, "/Ticket", before);
            }
            first.join();
            awaitIncidents(site, FIRST_WAVE);
            if (moment == Moment.INTAKE) {
                before.addAll(incidentIds(site));
                CompletableFuture<Void> second = wave(sender, FIRST_WAVE, ALERTS, AlertStatus.FIRING, site::kill);
                quickly().until(() -> !site.isAlive());
                site.up();
                second.join();
            } else {
                wave(sender, FIRST_WAVE, ALERTS, AlertStatus.FIRING, () -> {}).join();
            }
            awaitIncidents(site, ALERTS);

            if (moment == Moment.TICKET_SOLUTION) {
                answerLate(site, "/ITILSolution");
            }
            CompletableFuture<Void> recovery = wave(sender, 0, ALERTS, AlertStatus.RESOLVED, () -> {});
            if (moment == Moment.TICKET_SOLUTION) {
                quickly().until(() -> !solved(site).isEmpty());
                killUnanswered(site, "/ITILSolution", before);
            }
            recovery.join();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(site.isAlive()).isTrue();
                assertThat(solved(site)).hasSize(SERVICES);
                assertThat(site.incidents(SOURCE)).allSatisfy(incident -> {
                    assertThat(incident.path("status").asText()).isEqualTo("resolved");
                    assertThat(incident.path("ticket").path("state").asText()).isEqualTo("solved");
                });
            });
            check(site, sender, before);
        }
    }

    /** @param halfway run by one of two senders when it has posted its half, while the other goes on */
    private static CompletableFuture<Void> wave(
            StormSender sender, int from, int to, AlertStatus status, Runnable halfway) {
        List<List<StormAlert>> requests = StormSender.requests(SERVICES, from, to, PER_REQUEST);
        return CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> postEveryOther(sender, requests, 0, status, halfway)),
                CompletableFuture.runAsync(() -> postEveryOther(sender, requests, 1, status, () -> {})));
    }

    private static void postEveryOther(
            StormSender sender, List<List<StormAlert>> requests, int first, AlertStatus status, Runnable halfway) {
        for (int i = first; i < requests.size(); i += 2) {
            if (i / 2 == requests.size() / 4) {
                halfway.run();
            }
            sender.post(requests.get(i), status);
        }
    }

    /** GLPI stores what is posted to {@code path} at once, but takes its time to say so. */
    private static void answerLate(Site site, String path) {
        site.sandbox()
                .fault(Fault.glpi(FaultKind.DELAY_AFTER)
                        .on("POST", path)
                        .times(-1)
                        .delayed(Duration.ofSeconds(4)));
    }

    /** @param before filled with the incidents that were known before */
    private static void killUnanswered(Site site, String path, Set<String> before) throws IOException {
        before.addAll(incidentIds(site));
        site.kill();
        assertThat(site.requests("glpi", "POST", path + "/?"))
                .as("posts to %s without an answer", path)
                .anyMatch(request -> request.status() == null);
        site.sandbox().faults().clear();
        site.up();
        assertThat(before).isNotEmpty();
    }

    private static List<String> incidentIds(Site site) {
        return site.incidents(SOURCE).stream()
                .map(incident -> incident.path("incidentId").asText())
                .toList();
    }

    private static ConditionFactory quickly() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private static void awaitIncidents(Site site, int members) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<JsonNode> incidents = site.incidents(SOURCE);
            assertThat(incidents).hasSize(SERVICES).allSatisfy(incident -> {
                assertThat(incident.path("memberCount").asInt()).isEqualTo(members);
                assertThat(incident.path("ticket").path("id").asText()).isNotEmpty();
            });
        });
    }

    private static List<GlpiTicket> solved(Site site) {
        return site.sandbox().tickets().stream()
                .filter(ticket -> ticket.status() == Site.SOLVED)
                .toList();
    }

    private static void check(Site site, StormSender sender, Set<String> before) throws IOException {
        KafkaLog log = new KafkaLog(site.kafka());
        Set<String> onKafka = log.read(Topics.ALERTS, Wire.ALERT).stream()
                .map(alert -> StormSender.name(alert.labels().get("instance"), alert.status()))
                .collect(Collectors.toSet());
        assertThat(sender.acknowledged()).hasSize(2 * SERVICES * ALERTS);
        assertThat(onKafka).containsExactlyInAnyOrderElementsOf(sender.acknowledged());
        assertThat(log.read(Topics.DEAD_LETTERS, Wire.DEAD_LETTER)).isEmpty();

        Map<String, List<Incident>> revisions =
                log.read(Topics.INCIDENTS, Wire.INCIDENT).stream().collect(Collectors.groupingBy(Incident::incidentId));
        assertThat(revisions).hasSize(SERVICES);
        assertThat(revisions.keySet()).containsAll(before);
        revisions.forEach((id, published) -> {
            checkRevisions(published);
            checkTicket(site, id);
        });
        assertThat(site.sandbox().tickets()).hasSize(SERVICES);
    }

    private static void checkRevisions(List<Incident> revisions) {
        assertThat(revisions)
                .extracting(Incident::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, revisions.size()).boxed().toList());
        Incident last = revisions.get(revisions.size() - 1);
        assertThat(last.status()).isEqualTo(Incident.Status.RESOLVED);
        assertThat(last.memberCount()).isEqualTo(ALERTS);
    }

    private static void checkTicket(Site site, String incidentId) {
        List<GlpiTicket> tickets = site.tickets(incidentId);
        assertThat(tickets)
                .extracting(GlpiTicket::id)
                .as("tickets of %s", incidentId)
                .hasSize(1);
        GlpiTicket ticket = tickets.get(0);
        assertThat(ticket.status()).isEqualTo(Site.SOLVED);
        assertThat(ticket.links()).isEmpty();
        assertThat(ticket.solutions()).hasSize(1);
        assertThat(ticket.followups()).isNotEmpty();
        List<String> marks = new ArrayList<>();
        Site.timeline(ticket).forEach(text -> marks.addAll(Marker.in(text, incidentId)));
        assertThat(marks).hasSameSizeAs(Site.timeline(ticket)).doesNotHaveDuplicates();
    }
}
