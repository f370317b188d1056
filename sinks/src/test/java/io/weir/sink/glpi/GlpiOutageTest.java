package io.weir.sink.glpi;

import static io.weir.sink.Fixtures.incident;
import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.resolved;
import static io.weir.sink.glpi.GlpiRig.done;
import static io.weir.sink.glpi.GlpiRig.retry;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketOutcome.Failed;
import io.weir.sink.TicketOutcome.Retry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is nobody's ticket's fault, and what is. */
class GlpiOutageTest {
    private static final Incident ONE = opened(member("HighCpu", "web-01", Severity.WARNING));

    private final GlpiRig rig = new GlpiRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aWrongTokenIsNotADeadLetterPerIncident() {
        GlpiOptions wrong = options("wrong-app", "sandbox-user-token", BreakerOptions.DEFAULT);
        try (GlpiSink sink = GlpiSink.create(wrong, () -> 0.5)) {
            assertThat(retry(sink.apply(TicketOrder.first(ONE))).reason()).isEqualTo("error-wrong-app-token-parameter");
        }
        GlpiOptions wrongUser = options(GlpiRig.APP, "nobody", BreakerOptions.DEFAULT);
        try (GlpiSink sink = GlpiSink.create(wrongUser, () -> 0.5)) {
            assertThat(retry(sink.apply(TicketOrder.first(ONE))).reason()).isEqualTo("error-glpi-login-user-token");
        }
    }

    @Test
    void whatKeepsEverybodyAwayIsSaid() {
        FaultKind[] everybody = {FaultKind.MAINTENANCE_PAGE, FaultKind.BAD_GATEWAY, FaultKind.STATUS};
        for (FaultKind kind : everybody) {
            rig.sandbox.fault(Fault.glpi(kind).on("POST", "/Ticket"));
            Retry retry = retry(rig.sink.apply(TicketOrder.first(ONE)));
            assertThat(retry.unavailable()).as(kind.name()).isTrue();
            assertThat(retry.uncertain()).as(kind.name()).isTrue();
        }
        FaultKind[] alone = {FaultKind.EMPTY, FaultKind.DROP_AFTER};
        for (FaultKind kind : alone) {
            rig.sandbox.fault(Fault.glpi(kind).on("POST", "/TicketTask"));
            Retry retry = retry(rig.sink.apply(TicketOrder.first(ONE)));
            assertThat(retry.unavailable()).as(kind.name()).isFalse();
            assertThat(retry.uncertain()).as(kind.name()).isTrue();
        }
        rig.sandbox.fault(
                Fault.glpi(FaultKind.DROP_BEFORE).on("GET", "/TicketTask").times(2));
        assertThat(retry(rig.sink.apply(TicketOrder.first(ONE))).unavailable()).isTrue();
    }

    @Test
    void aSessionOutlivesEverythingButItsEnd() {
        rig.sink.apply(TicketOrder.first(ONE));
        int[] statuses = {302, 400, 403, 404, 405, 500, 503};
        for (int status : statuses) {
            rig.sandbox.fault(
                    Fault.glpi(FaultKind.STATUS).on("GET", "/TicketTask").answering(status, Map.of()));
            retry(rig.sink.apply(TicketOrder.first(ONE)));
        }
        rig.sink.apply(TicketOrder.first(ONE));
        assertThat(rig.writes("GET", "/initSession")).hasSize(1);
        rig.sandbox.expireSessions();
        rig.sink.apply(TicketOrder.first(ONE));
        assertThat(rig.writes("GET", "/initSession")).hasSize(2);
    }

    @Test
    void aGlpiThatIsDownIsLeftAlone() {
        BreakerOptions quick =
                new BreakerOptions(50, 4, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(8));
        rig.sandbox.fault(Fault.glpi(FaultKind.BAD_GATEWAY).times(-1));
        List<Duration> pauses = new ArrayList<>();
        try (GlpiSink sink = GlpiSink.create(options(GlpiRig.APP, "sandbox-user-token", quick), () -> 0.5)) {
            assertThat(sink.isLeftAlone()).isFalse();
            for (int i = 0; i < 4; i++) {
                Retry retry = retry(sink.apply(TicketOrder.first(ONE)));
                assertThat(retry.reason()).isEqualTo("status-502");
                pauses.add(retry.after());
            }
            assertThat(sink.isLeftAlone()).isTrue();
            int asked = rig.sandbox.requests().size();
            Retry open = retry(sink.apply(TicketOrder.first(ONE)));
            assertThat(open.reason()).isEqualTo("circuit-open");
            assertThat(open.uncertain()).isFalse();
            assertThat(open.unavailable()).isTrue();
            assertThat(open.after()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
            assertThat(rig.sandbox.requests()).hasSize(asked);
        }
        assertThat(pauses.subList(0, 3))
                .containsExactly(Duration.ofMillis(750), Duration.ofMillis(1_500), Duration.ofSeconds(3));
    }

    @Test
    void nothingIsUncertainWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        GlpiOptions nobody = GlpiOptions.of(
                "http://127.0.0.1:" + port + "/apirest.php",
                null,
                SecretRef.literal("x"),
                Map.of("acme", GlpiOptions.Tenant.entity(1)));
        try (GlpiSink sink = GlpiSink.create(nobody)) {
            Retry retry = retry(sink.apply(TicketOrder.first(ONE)));
            assertThat(retry.reason()).isEqualTo("not-reachable");
            assertThat(retry.unavailable()).isTrue();
            assertThat(retry.uncertain()).isFalse();
        }
    }

    @Test
    void aMissingSecretIsSaidAndWaitedFor() {
        GlpiOptions missing =
                GlpiOptions.of(rig.options.url(), null, SecretRef.environment("WEIR_NO_SUCH"), rig.options.tenants());
        try (GlpiSink sink = GlpiSink.create(missing)) {
            assertThat(retry(sink.apply(TicketOrder.first(ONE))).reason()).isEqualTo("secret-missing");
        }
    }

    @Test
    void aCleanNoIsFinal() {
        GlpiOptions wrongEntity = GlpiOptions.of(
                rig.options.url(),
                rig.options.appToken(),
                rig.options.userToken(),
                Map.of("acme", GlpiOptions.Tenant.entity(4711)));
        try (GlpiSink sink = GlpiSink.create(wrongEntity)) {
            assertThat(sink.apply(TicketOrder.first(ONE)))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            f -> assertThat(f)
                                    .returns("ticket-rejected", Failed::reason)
                                    .returns(null, Failed::ticketId));
        }
        GlpiOptions noTenant =
                GlpiOptions.of(rig.options.url(), rig.options.appToken(), rig.options.userToken(), Map.of());
        try (GlpiSink sink = GlpiSink.create(noTenant)) {
            assertThat(sink.apply(TicketOrder.first(ONE)))
                    .isInstanceOfSatisfying(
                            Failed.class, f -> assertThat(f.reason()).isEqualTo("tenant-unknown"));
        }
        assertThat(rig.sandbox.tickets()).isEmpty();
    }

    @Test
    void aRefusedNoteLeavesTheNewTicketKnown() {
        rig.sandbox.fault(
                Fault.glpi(FaultKind.STATUS).on("POST", "/ITILFollowup").answering(413, Map.of()));
        TicketNote note = new TicketNote("n1", Instant.EPOCH, "remediation", "text", null);
        assertThat(rig.sink.apply(new TicketOrder(ONE, null, null, false, List.of(note))))
                .isInstanceOfSatisfying(
                        Failed.class,
                        f -> assertThat(f)
                                .returns("note-rejected", Failed::reason)
                                .returns(Integer.toString(rig.ticket().id()), Failed::ticketId));
        assertThat(rig.ticket().tasks()).hasSize(1);
    }

    @Test
    void sessionsAreEndedOnClose() {
        try (GlpiSink sink = GlpiSink.create(rig.options)) {
            sink.apply(TicketOrder.first(ONE));
        }
        assertThat(rig.writes("GET", "/killSession")).hasSize(1);
    }

    /** Four workers, thirty incidents, every kind of break at random places: one ticket each, opened and solved once. */
    @Test
    void everyIncidentHasOneTicketAfterAStormOfFaults() throws InterruptedException, ExecutionException {
        Random random = new Random(20_261_120);
        FaultKind[] kinds = {
            FaultKind.DROP_AFTER,
            FaultKind.DROP_BEFORE,
            FaultKind.EMPTY,
            FaultKind.BAD_GATEWAY,
            FaultKind.SESSION_INVALID
        };
        String[] writes = {"/Ticket", "/TicketTask", "/ITILFollowup", "/ITILSolution"};
        for (int i = 0; i < 60; i++) {
            rig.sandbox.fault(
                    Fault.glpi(kinds[random.nextInt(kinds.length)]).on("POST", writes[random.nextInt(writes.length)]));
        }
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String id = String.format("%020x", i);
                boolean forgets = random.nextBoolean();
                runs.add(workers.submit(
                        () -> deliver(incident(id, 1, Incident.Kind.OPENED, 0, ONE.members()), forgets)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            workers.shutdownNow();
        }
        assertThat(rig.sandbox.tickets()).hasSize(30).allSatisfy(t -> {
            assertThat(t.status()).isEqualTo(Ticket.SOLVED);
            assertThat(t.tasks()).hasSize(1);
            assertThat(t.solutions()).hasSize(1);
            assertThat(t.followups()).isEmpty();
        });
        assertThat(rig.sandbox.tickets().stream().map(GlpiTicket::name).collect(Collectors.toSet()))
                .hasSize(30);
    }

    /** @param forgets whether the caller loses what it learned from an attempt that broke off */
    private void deliver(Incident open, boolean forgets) {
        String id = drive(open, null, null, forgets);
        drive(resolved(open), open, id, forgets);
    }

    private String drive(Incident desired, Incident shown, String known, boolean forgets) {
        String id = known;
        boolean uncertain = false;
        for (int attempt = 0; attempt < 50; attempt++) {
            TicketOutcome outcome = rig.sink.apply(new TicketOrder(desired, shown, id, uncertain, List.of()));
            if (outcome instanceof Retry retry) {
                id = forgets ? known : retry.ticketId();
                uncertain = !forgets && retry.uncertain();
            } else {
                return done(outcome).ticketId();
            }
        }
        throw new AssertionError("never done");
    }

    private GlpiOptions options(String app, String user, BreakerOptions breaker) {
        return GlpiOptions.of(rig.options.url(), SecretRef.literal(app), SecretRef.literal(user), rig.options.tenants())
                .withBreaker(breaker);
    }
}
