package io.weir.sink.glpi;

import static io.weir.sink.Fixtures.incident;
import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import io.weir.sink.AssetSink;
import io.weir.sink.Fence;
import io.weir.sink.SecretRef;
import io.weir.sink.TicketGlimpse;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketOutcome.Action;
import io.weir.sink.TicketOutcome.Done;
import io.weir.sink.http.HttpTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What we rely on in GLPI. Runs against a real one when {@code GLPI_URL} (ending in {@code /apirest.php}), {@code
 * GLPI_APP_TOKEN}, {@code GLPI_USER_TOKEN} and optionally {@code GLPI_ENTITY} are set, else against the sandbox. It
 * leaves solved tickets behind.
 */
class GlpiContractTest {
    private static final Member CPU = member("ContractTest", "web-01", Severity.INFO);

    private static Sandbox sandbox;
    private static GlpiOptions options;
    private static GlpiSink sink;

    @BeforeAll
    static void connect() {
        String url = System.getenv("GLPI_URL");
        if (url == null) {
            sandbox = Sandbox.start(SandboxOptions.defaults());
            options = options(
                    sandbox.glpiUrl().toString(),
                    SecretRef.literal("sandbox-app-token"),
                    SecretRef.literal("sandbox-user-token"),
                    1);
        } else {
            SecretRef app = System.getenv("GLPI_APP_TOKEN") == null ? null : SecretRef.environment("GLPI_APP_TOKEN");
            int entity = Integer.parseInt(System.getenv().getOrDefault("GLPI_ENTITY", "0"));
            options = options(url, app, SecretRef.environment("GLPI_USER_TOKEN"), entity);
        }
        sink = GlpiSink.create(options);
    }

    private static GlpiOptions options(String url, SecretRef app, SecretRef user, int entity) {
        return GlpiOptions.of(url, app, user, Map.of("acme", GlpiOptions.Tenant.entity(entity)));
    }

    @AfterAll
    static void disconnect() {
        sink.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void aTicketIsClaimedFoundKeptCurrentSolvedAndReopened() {
        Incident one = incident(newId(), 1, Incident.Kind.OPENED, 0, List.of(CPU));
        Done created = done(TicketOrder.first(one));
        assertThat(created.action()).isEqualTo(Action.CREATED);
        String id = created.ticketId();
        // a caller without memory finds the claim and adds nothing
        Done found = done(TicketOrder.first(one));
        assertThat(found.ticketId()).isEqualTo(id);
        assertThat(found.action()).isEqualTo(Action.ADOPTED);

        Incident two = next(one, Incident.Kind.UPDATED, member("ContractTest", "web-02", Severity.WARNING), CPU);
        TicketNote note = new TicketNote("n1", Instant.EPOCH, "remediation", "quotes \" ' & <b>tags</b> 🔥", null);
        assertThat(done(new TicketOrder(two, one, id, false, List.of(note))).action())
                .isEqualTo(Action.UPDATED);
        // markers are read back as they were written, with the angle brackets
        Done again = done(new TicketOrder(two, null, null, true, List.of(note)));
        assertThat(again.notesWritten()).containsExactly("n1");
        assertThat(again.ticketId()).isEqualTo(id);

        Incident three = resolved(two);
        assertThat(done(new TicketOrder(three, two, id, false, List.of())).action())
                .isEqualTo(Action.SOLVED);
        assertThat(done(new TicketOrder(three, two, id, true, List.of())).action())
                .isEqualTo(Action.SOLVED);
        Incident four = next(three, Incident.Kind.REOPENED, CPU);
        assertThat(done(new TicketOrder(four, three, id, false, List.of())).action())
                .isEqualTo(Action.REOPENED);
        assertThat(done(new TicketOrder(resolved(four), four, id, false, List.of()))
                        .action())
                .isEqualTo(Action.SOLVED);
        if (sandbox != null) {
            var ticket = sandbox.ticket(Integer.parseInt(id)).orElseThrow();
            assertThat(ticket.followups()).hasSize(3);
            assertThat(ticket.solutions()).hasSize(2);
            assertThat(ticket.tasks()).hasSize(1);
        }
    }

    @Test
    void aVisitSeesWhatTheLastWriteLeft() {
        Incident one = incident(newId(), 1, Incident.Kind.OPENED, 0, List.of(CPU));
        Done created = done(TicketOrder.first(one));
        assertThat(created.sight().status()).isIn("new", "assigned");
        Done visit = done(new TicketOrder(
                one, one, created.ticketId(), false, List.of(), created.sight().memory(), true));
        assertThat(visit.sight()).isEqualTo(created.sight());
        assertThat(visit.reason()).isNull();
        Done over = done(new TicketOrder(
                resolved(one),
                one,
                created.ticketId(),
                false,
                List.of(),
                visit.sight().memory(),
                false));
        assertThat(over.sight().status()).isEqualTo("solved");
        assertThat(over.reason()).isNull();
    }

    @Test
    void whatChangedIsFoundByTheKeyInTheTitle() {
        GlpiRig.changed(sink);
        Incident one = incident(newId(), 1, Incident.Kind.OPENED, 0, List.of(CPU));
        Done created = done(TicketOrder.first(one));
        assertThat(GlpiRig.changed(sink))
                .contains(new TicketGlimpse(
                        one.incidentId(), created.ticketId(), created.sight().version()));
        Done over = done(new TicketOrder(resolved(one), one, created.ticketId(), false, List.of()));
        assertThat(GlpiRig.changed(sink))
                .contains(new TicketGlimpse(
                        one.incidentId(), over.ticketId(), over.sight().version()));
    }

    @Test
    void aTicketLeftBehindByABrokenAttemptIsMerged() {
        String id = newId();
        Incident one = incident(id, 1, Incident.Kind.OPENED, 0, List.of(CPU));
        Done first = done(TicketOrder.first(one));
        // the same title again, from an attempt that nobody remembers
        try (GlpiClient client = new GlpiClient(
                options, new HttpTarget("glpi", options.timeout(), options.breaker(), () -> 0.5, Fence.OPEN))) {
            try (GlpiSession session = client.lease()) {
                session.add(
                        TicketFields.TICKET,
                        TicketFields.ticket(one, options.tenants().get("acme"), List.of()));
            } catch (HaltException e) {
                throw new AssertionError(e);
            }
        }
        TicketOrder visit = new TicketOrder(
                one, one, first.ticketId(), false, List.of(), first.sight().memory(), true);
        assertThat(done(visit).merged()).isEqualTo(1);
        assertThat(done(visit).merged()).isZero();
        done(new TicketOrder(resolved(one), one, first.ticketId(), false, List.of()));
    }

    @Test
    void computersAreListedByEntity() {
        try (GlpiAssets assets = GlpiAssets.create(options)) {
            assertThat(assets.names("acme")).isInstanceOf(AssetSink.AssetAnswer.Names.class);
            assertThat(assets.find("acme", "no-such-computer-" + newId()))
                    .isInstanceOf(AssetSink.AssetAnswer.Missing.class);
        }
    }

    private static Done done(TicketOrder order) {
        TicketOutcome outcome = sink.apply(order);
        assertThat(outcome).isInstanceOf(Done.class);
        return (Done) outcome;
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }
}
