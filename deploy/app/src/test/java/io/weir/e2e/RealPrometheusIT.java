package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.broker.LoopbackPort;
import io.weir.e2e.PrometheusPair.Watch;
import io.weir.e2e.Site.Tenant;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.RequestRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a real Prometheus and a real Alertmanager to the ticket, and back. */
class RealPrometheusIT {
    private static final String WEBHOOK = "alertmanager";
    private static final String DIRECT = "prometheus";
    private static final String LAUNCH = "/job_templates/\\d+/launch/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RULES = """
            version: real-prometheus
            grouping:
              - name: instance
                scope: [alertname, instance]
                wait: {critical: 0s}
                updateEvery: 1s
                # longer than the executor takes to hear that a job has ended: the note comes before the solution
                resolveQuiet: 8s
            remediation:
              - name: restart
                match: ['alertname="CheckoutDown"']
                template: restart service
                target: instance
                vars: {service_name: service}
                mode: auto
                maxAttempts: 1
            """;

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    private static Site site;
    private static RestartableService service;

    @BeforeAll
    static void start() throws IOException {
        RequiredProgram.requireAll(RequiredProgram.PROMETHEUS, RequiredProgram.ALERTMANAGER, RequiredProgram.ANSIBLE);
        service = new RestartableService(FOLDER.below("service"));
        site = Site.prepare(
                FOLDER.below("weir"),
                SandboxOptions.defaults().withAwx(service.awx()),
                new Tenant("acme", List.of(WEBHOOK), RULES),
                new Tenant("globex", List.of(DIRECT), RULES));
        site.up();
    }

    @AfterAll
    static void stop() throws IOException {
        if (site != null) {
            site.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    void anExporterGoesDownAndComesBack() throws IOException {
        try (MeteredService exporter = MeteredService.start(LoopbackPort.free())) {
            Watch watch = new Watch(exporter.port(), "shop-07:9100", "ExporterDown");
            try (PrometheusPair monitoring = PrometheusPair.withAlertmanager(
                    FOLDER.below("exporter"), watch, site.bridge(), Site.token(WEBHOOK))) {
                monitoring.awaitTargetUp();
                assertOutage(exporter, watch, WEBHOOK, 1);
            }
        }
    }

    @Test
    void aPrometheusTellsTheBridgeItself() throws IOException {
        try (MeteredService exporter = MeteredService.start(LoopbackPort.free())) {
            Watch watch = new Watch(exporter.port(), "shop-08:9100", "DirectlyDown");
            try (PrometheusPair monitoring =
                    PrometheusPair.direct(FOLDER.below("direct"), watch, site.bridge(), Site.token(DIRECT))) {
                monitoring.awaitTargetUp();
                assertOutage(exporter, watch, DIRECT, 2);
                assertThat(site.incidents(WEBHOOK)).noneMatch(incident -> isAbout(incident, watch));
            }
        }
    }

    /** Up, down, up again: one ticket, which is open while the exporter is down and solved after. */
    private static void assertOutage(MeteredService exporter, Watch watch, String source, int entity)
            throws IOException {
        assertThat(site.incidents(source)).noneMatch(incident -> isAbout(incident, watch));
        exporter.stop();
        GlpiTicket open = awaitTicket(watch, source);
        assertThat(open.status()).isBetween(1, 2);
        assertThat(open.entity()).isEqualTo(entity);
        assertThat(open.name()).contains(watch.alertname());
        assertThat(open.content()).contains(watch.instance() + " does not answer");
        exporter.resume();
        assertThat(awaitSolved(open.id()).solutions()).hasSize(1);
        assertThat(site.incidents(source).stream().filter(incident -> isAbout(incident, watch)))
                .singleElement()
                .satisfies(incident -> assertThat(
                                site.tickets(incident.path("incidentId").asText()))
                        .hasSize(1));
    }

    @Test
    void aPlaybookRestartsTheServiceThatWasKilled() throws IOException, InterruptedException {
        assertThat(service.play("-l", RestartableService.HOST).exitCode()).isZero();
        Long before = service.pid();
        Watch watch = new Watch(service.port(), RestartableService.HOST + ":8080", "CheckoutDown");
        try (PrometheusPair monitoring = PrometheusPair.withAlertmanager(
                FOLDER.below("remediation"), watch, site.bridge(), Site.token(WEBHOOK))) {
            monitoring.awaitTargetUp();
            service.kill();
            GlpiTicket open = awaitTicket(watch, WEBHOOK);
            GlpiTicket solved = awaitSolved(open.id());

            assertThat(service.pid()).isNotEqualTo(before);
            assertThat(ProcessHandle.of(service.pid())).isPresent();
            assertThat(site.sandbox().jobs()).singleElement().satisfies(job -> {
                assertThat(job.status()).isEqualTo("successful");
                assertThat(job.limit()).isEqualTo(RestartableService.HOST);
                assertThat(job.stdout()).contains("really run by");
            });
            assertThat(site.requests("awx", "POST", LAUNCH)).hasSize(1);
            assertThat(Site.timeline(solved))
                    .filteredOn(text -> text.contains("Auto-remediation completed"))
                    .hasSize(1);
            assertThat(number("/ITILFollowup/?", open.id(), "Auto-remediation completed"))
                    .isLessThan(number("/ITILSolution/?", open.id(), ""));
        }
    }

    private static GlpiTicket awaitTicket(Watch watch, String source) {
        return await().atMost(PATIENCE)
                .until(
                        () -> site.incidents(source).stream()
                                .filter(incident -> isAbout(incident, watch))
                                .flatMap(incident ->
                                        site.tickets(incident.path("incidentId").asText()).stream())
                                .toList(),
                        tickets -> !tickets.isEmpty())
                .get(0);
    }

    private static GlpiTicket awaitSolved(int ticketId) {
        return await().atMost(PATIENCE)
                .until(() -> site.sandbox().ticket(ticketId).orElseThrow(), ticket -> ticket.status() == Site.SOLVED);
    }

    private static boolean isAbout(JsonNode incident, Watch watch) {
        return incident.path("scope").path("alertname").asText().equals(watch.alertname());
    }

    /** The place of a write among all requests. */
    private static long number(String path, int ticketId, String text) {
        List<RequestRecord> writes = site.requests("glpi", "POST", path).stream()
                .filter(request -> request.body().contains("\"items_id\":" + ticketId))
                .filter(request -> request.body().contains(text))
                .toList();
        assertThat(writes).hasSize(1);
        return writes.get(0).number();
    }
}
