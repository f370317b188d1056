package io.weir.sink.glpi;

import static io.weir.sink.Fixtures.INCIDENT;
import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.sandbox.http.RequestRecord;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.sink.TicketGlimpse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the look over all tickets tells. */
class GlpiChangesTest {
    private static final Incident ONE = opened(member("HighCpu", "web-01", Severity.WARNING));

    private static final Duration SLOW = Duration.ofMillis(200);

    private final GlpiRig rig = new GlpiRig();
    private final GlpiPerson person = rig.person();
    private final GlpiCaller caller = new GlpiCaller(rig.sink);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theFirstLookBeginsWithNow() {
        caller.bring(ONE);
        assertThat(GlpiRig.changed(rig.sink)).isEmpty();
        assertThat(GlpiRig.changed(rig.sink)).isEmpty();
    }

    @Test
    void ourOwnWritesLookLikeWhatTheyLeft() {
        GlpiRig.changed(rig.sink);
        caller.bring(ONE);
        assertThat(GlpiRig.changed(rig.sink))
                .containsExactly(new TicketGlimpse(
                        INCIDENT, caller.ticket(), caller.last.sight().version()));
        caller.bring(next(ONE, Incident.Kind.UPDATED, member("ServerDown", "db-01", Severity.CRITICAL)));
        assertThat(GlpiRig.changed(rig.sink))
                .containsExactly(new TicketGlimpse(
                        INCIDENT, caller.ticket(), caller.last.sight().version()));
        assertThat(GlpiRig.changed(rig.sink)).isEmpty();
    }

    @Test
    void everyActThatMattersIsToldOnce() {
        caller.bring(ONE);
        GlpiRig.changed(rig.sink);
        List<Runnable> acts = List.of(
                () -> person.setStatus(caller.ticket(), Ticket.SOLVED),
                () -> person.setStatus(caller.ticket(), Ticket.CLOSED),
                () -> person.setStatus(caller.ticket(), Ticket.ASSIGNED),
                () -> person.move(caller.ticket(), 2),
                () -> person.title(caller.ticket(), "[corr:" + INCIDENT + "] mine"),
                () -> person.edit(caller.ticket(), "\"urgency\":1"),
                () -> person.edit(caller.ticket(), "\"content\":\"mine\""),
                () -> person.trash(caller.ticket()),
                () -> person.restore(caller.ticket()));
        String before = caller.last.sight().version();
        for (Runnable act : acts) {
            act.run();
            List<TicketGlimpse> told = GlpiRig.changed(rig.sink);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).version()).isNotEqualTo(before);
            assertThat(caller.visit().sight().version()).isEqualTo(told.get(0).version());
            before = told.get(0).version();
            assertThat(GlpiRig.changed(rig.sink)).isEmpty();
        }
    }

    @Test
    void aCommentIsNothingToLookAt() {
        caller.bring(ONE);
        GlpiRig.changed(rig.sink);
        person.comment(caller.ticket(), "on it");
        assertThat(GlpiRig.changed(rig.sink)).isEmpty();
    }

    @Test
    void aDuplicateIsTold() {
        caller.bring(ONE);
        GlpiRig.changed(rig.sink);
        int late = person.open("[corr:" + INCIDENT + "] came through late");
        assertThat(GlpiRig.changed(rig.sink))
                .extracting(TicketGlimpse::incidentId, TicketGlimpse::ticketId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(INCIDENT, Integer.toString(late)));
        assertThat(caller.visit().merged()).isEqualTo(1);
        GlpiRig.changed(rig.sink);
        assertThat(GlpiRig.changed(rig.sink)).isEmpty();
    }

    @Test
    void whatCannotBeAskedNowIsToldLater() {
        caller.bring(ONE);
        GlpiRig.changed(rig.sink);
        person.setStatus(caller.ticket(), Ticket.SOLVED);
        rig.sandbox.fault(Fault.glpi(FaultKind.MAINTENANCE_PAGE).on("GET", "/Ticket/"));
        assertThat(GlpiRig.changed(rig.sink)).isEmpty();
        assertThat(GlpiRig.changed(rig.sink)).hasSize(1);
    }

    @Test
    void manyTicketsCostNoMoreCallsThanFew() {
        for (int i = 0; i < 120; i++) {
            person.open("[corr:" + String.format("%020x", i) + "] one of many");
        }
        GlpiRig.changed(rig.sink);
        person.open("[corr:" + INCIDENT + "] new");
        rig.sandbox.clearRequests();
        assertThat(GlpiRig.changed(rig.sink)).hasSize(1);
        // all of them were made within the time that a look goes back
        assertThat(rig.sandbox.requests()).hasSizeLessThanOrEqualTo(6);
    }

    /** With one session, which a look through all pages must not keep to itself. */
    @Test
    void aDeliveryGoesBetweenTwoPagesOfALongLook() throws Exception {
        for (int i = 0; i < 120; i++) {
            person.open("[corr:" + String.format("%020x", i) + "] one of many");
        }
        rig.sandbox.fault(Fault.glpi(FaultKind.DELAY_BEFORE)
                .on("GET", "/Ticket/")
                .times(-1)
                .delayed(SLOW));
        rig.sandbox.clearRequests();
        try (GlpiSink alone = GlpiSink.create(rig.options.withAtMost(1), () -> 0.5)) {
            CompletableFuture<List<TicketGlimpse>> look = CompletableFuture.supplyAsync(() -> GlpiRig.changed(alone));
            await().until(() -> requestsOf("GET", "sort=date_mod").findAny().isPresent());
            new GlpiCaller(alone).bring(ONE);
            assertThat(look.get(30, TimeUnit.SECONDS)).isEmpty();
        }
        long create = requestsOf("POST", "/Ticket").findFirst().orElseThrow().number();
        List<RequestRecord> later = requestsOf("GET", "sort=date_mod")
                .filter(page -> page.number() > create)
                .toList();
        assertThat(later).as("pages that were read later").hasSizeGreaterThan(1);
        assertThat(Duration.between(later.get(0).at(), later.get(1).at()))
                .as("with a rest in between")
                .isGreaterThan(SLOW.multipliedBy(2));
    }

    private Stream<RequestRecord> requestsOf(String method, String part) {
        return rig.sandbox.requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().contains(part));
    }

    @Test
    void aStormIsToldWhole() {
        GlpiRig.changed(rig.sink);
        for (int i = 0; i < 60; i++) {
            String id = String.format("%020x", i);
            new GlpiCaller(rig.sink).bring(withId(ONE, id));
        }
        assertThat(GlpiRig.changed(rig.sink)).hasSize(60).doesNotHaveDuplicates();
        assertThat(GlpiRig.changed(rig.sink)).isEmpty();
    }

    @Test
    void titlesThatOnlyLookLikeOursAreNotTold() {
        GlpiRig.changed(rig.sink);
        person.open("[corr:NOT AN ID] hm");
        person.open("about [corr:" + INCIDENT + "]");
        assertThat(GlpiRig.changed(rig.sink)).isEmpty();
    }
}
