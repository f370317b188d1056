package io.weir.sink.glpi;

import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.withWish;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.glpi.GlpiComputer;
import io.weir.sandbox.glpi.GlpiNamed;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.schema.TicketWish;
import io.weir.sink.TicketOutcome.Action;
import io.weir.sink.TicketOutcome.Done;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the rule book wants of a ticket: category, people, computers. */
class GlpiWishTest {
    private static final Incident ONE = opened(member("HighCpu", "web-01", Severity.WARNING));

    private final GlpiRig rig = new GlpiRig(io.weir.sandbox.glpi.GlpiOptions.defaults()
            .withGroups(List.of(new GlpiNamed(1, "NOC"), new GlpiNamed(2, "DBA")))
            .withComputers(List.of(
                    new GlpiComputer(1, "web-01", 1, 1),
                    new GlpiComputer(2, "web-01", 2, 1),
                    new GlpiComputer(3, "DB-01", 1, 1),
                    new GlpiComputer(4, "only-in-b", 2, 1),
                    new GlpiComputer(5, "web-02", 1, 1))));
    private final GlpiCaller caller = new GlpiCaller(rig.sink);

    @AfterEach
    void close() {
        rig.close();
    }

    private static TicketWish assets(String... names) {
        return new TicketWish(null, null, null, List.of(names));
    }

    @Test
    void itOverridesTheTenantsDefaults() {
        caller.bring(withWish(ONE, new TicketWish(5, 8, 2, null)));
        assertThat(rig.ticket().category()).isEqualTo(5);
        assertThat(rig.ticket().actors())
                .containsExactlyInAnyOrder(new GlpiTicket.Actor("Group", 2, 2), new GlpiTicket.Actor("User", 8, 1));
    }

    @Test
    void whatItDoesNotSayIsTheTenants() {
        caller.bring(withWish(ONE, new TicketWish(null, null, null, null)));
        assertThat(rig.ticket().category()).isEqualTo(1);
        assertThat(rig.ticket().actors()).containsExactly(new GlpiTicket.Actor("Group", 1, 2));
    }

    @Test
    void computersOfTheTenantsEntityAreLinkedAndOfNoOther() {
        Done done = caller.bring(withWish(ONE, assets("db-01", "only-in-b", "web-01")));
        assertThat(done.action()).isEqualTo(Action.CREATED);
        assertThat(done.reason()).isEqualTo("computer not found: only-in-b");
        assertThat(rig.ticket().items())
                .containsExactly(new GlpiTicket.Item("Computer", 3), new GlpiTicket.Item("Computer", 1));
    }

    @Test
    void namesAreNoPatterns() {
        Done done = caller.bring(withWish(ONE, assets("web%", "^web-01", "", "\u0000")));
        assertThat(done.reason()).contains("computer not found: web%");
        assertThat(rig.ticket().items()).isEmpty();
    }

    @Test
    void whoJoinsLaterIsLinkedAndWhoLeavesStays() {
        caller.bring(withWish(ONE, assets("web-01")));
        Incident two = next(ONE, Incident.Kind.UPDATED, member("HighCpu", "web-02", Severity.WARNING));
        caller.bring(withWish(two, assets("web-02")));
        assertThat(rig.ticket().items())
                .containsExactly(new GlpiTicket.Item("Computer", 1), new GlpiTicket.Item("Computer", 5));
        rig.sandbox.clearRequests();
        caller.bring(withWish(next(two, Incident.Kind.UPDATED, two.members().get(0)), assets("web-01", "web-02")));
        assertThat(rig.writes("GET", "/Computer")).as("known already").isEmpty();
        assertThat(rig.ticket().items()).hasSize(2);
    }

    @Test
    void aLinkThatAPersonTookAwayIsNotMadeAgain() {
        caller.bring(withWish(ONE, assets("web-01")));
        rig.person().takeAway(caller.ticket(), "Item_Ticket");
        Incident two = next(ONE, Incident.Kind.UPDATED, ONE.members().get(0));
        caller.bring(withWish(two, assets("web-01", "web-02")));
        assertThat(rig.ticket().items()).containsExactly(new GlpiTicket.Item("Computer", 5));
    }

    @Test
    void aLinkThatGlpiRefusesIsToldAndTriedAgain() {
        caller.bring(ONE);
        rig.sandbox.fault(
                Fault.glpi(FaultKind.STATUS).on("POST", "/Item_Ticket").answering(413, Map.of()));
        Incident two = next(ONE, Incident.Kind.UPDATED, ONE.members().get(0));
        Done done = caller.bring(withWish(two, assets("web-01", "web-02")));
        assertThat(done.reason()).isEqualTo("computer not linked: web-01");
        assertThat(rig.ticket().items()).containsExactly(new GlpiTicket.Item("Computer", 5));
        Incident three = next(two, Incident.Kind.UPDATED, ONE.members().get(0));
        assertThat(caller.bring(withWish(three, assets("web-01", "web-02"))).reason())
                .isNull();
        assertThat(rig.ticket().items()).hasSize(2);
    }

    @Test
    void aLinkThatAPersonMadeIsFine() {
        caller.bring(ONE);
        rig.person().add("Item_Ticket", "\"itemtype\":\"Computer\",\"items_id\":5,\"tickets_id\":" + caller.ticket());
        Incident two = next(ONE, Incident.Kind.UPDATED, ONE.members().get(0));
        // the same computer by two names
        assertThat(caller.bring(withWish(two, assets("web-02", "web-01", "WEB-01")))
                        .reason())
                .isNull();
        assertThat(rig.ticket().items())
                .containsExactly(new GlpiTicket.Item("Computer", 5), new GlpiTicket.Item("Computer", 1));
    }

    @Test
    void aLinkOfUnclearOutcomeIsMadeOnce() {
        caller.bring(withWish(ONE, assets("web-01")));
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_AFTER).on("POST", "/Item_Ticket"));
        caller.bring(withWish(next(ONE, Incident.Kind.UPDATED, ONE.members().get(0)), assets("web-01", "web-02")));
        assertThat(rig.ticket().items()).hasSize(2);
        assertThat(rig.ticket().followups()).hasSize(1);
    }

    @Test
    void aTicketIsMadeAlsoWhenComputersMustNotBeSeen() {
        rig.sandbox.fault(Fault.glpi(FaultKind.STATUS).on("GET", "/Computer/").answering(403, Map.of()));
        Done done = caller.bring(withWish(ONE, assets("web-01")));
        assertThat(done.action()).isEqualTo(Action.CREATED);
        assertThat(done.reason()).isEqualTo("computer not found: web-01");
    }

    @Test
    void glpiElevenShowsTheIncidentsId() {
        caller.bring(ONE);
        assertThat(rig.ticket().externalId()).as("GLPI 10 drops it").isNull();
        try (GlpiRig eleven =
                new GlpiRig(io.weir.sandbox.glpi.GlpiOptions.defaults().withVersion(11))) {
            new GlpiCaller(eleven.sink).bring(ONE);
            assertThat(eleven.ticket().externalId()).isEqualTo(ONE.incidentId());
        }
    }
}
