package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.incident;
import static io.weir.pipeline.Samples.open;
import static io.weir.pipeline.Samples.requested;
import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.sink.TicketNote;
import org.junit.jupiter.api.Test;

/** What the ticket says of remediations. */
class TicketVerificationTest extends TicketDeliveryHarness {
    @Test
    void linesOfRemediationsGoIntoTheTicketOnce() throws Exception {
        start(null);
        RemediationNews launched = news("rem-1", "launched", "rem-1:launched");
        in(launched);
        pass(1000);
        assertThat(tickets.begun()).as("no incident yet").isZero();
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(launched);
        pass(1000);
        assertThat(tickets.begun()).isOne();
        assertThat(tickets.orders().get(0).notes()).extracting(TicketNote::id).containsExactly("rem-1:launched");
        assertThat(told()).containsExactly("launched", "created 1", "launched");
    }

    @Test
    void aSuccessIsVerifiedWhenTheAlertEndsInTime() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(news("rem-1", "succeeded", "rem-1:succeeded"));
        untilAnswered(2);
        pass(30_000);
        in(decidedAt(3000, resolved("i1", 2)));
        untilAnswered(3);
        assertThat(told()).containsExactly("created 1", "succeeded", "verified", "solved 2");
        assertThat(tickets.orders().get(2).notes()).extracting(TicketNote::id).containsExactly("rem-1:verified");
    }

    @Test
    void anEndFromBeforeTheRequestVerifiesNothing() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(decidedAt(2999, incident("i1", 2, Incident.Status.OPEN, Member.Status.RESOLVED)));
        untilAnswered(2);
        in(news("rem-1", "succeeded", "rem-1:succeeded"));
        untilAnswered(3);
        assertThat(told()).doesNotContain("verified");
        in(decidedAt(3500, open("i1", 3)));
        untilAnswered(4);
        in(decidedAt(4000, incident("i1", 4, Incident.Status.OPEN, Member.Status.RESOLVED)));
        quickly().until(() -> {
            pass(20);
            return told().contains("verified");
        });
        assertThat(told()).doesNotContain("not-resolved");
    }

    @Test
    void aResolvedIncidentFromBeforeTheRequestVerifiesNothing() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(decidedAt(2999, resolved("i1", 2)));
        untilAnswered(2);
        in(news("rem-1", "succeeded", "rem-1:succeeded"));
        untilAnswered(3);
        pass(60_000 + Verifications.GRACE_MS + 1000);
        untilAnswered(4);
        assertThat(told()).contains("not-resolved").doesNotContain("verified");
    }

    @Test
    void aSuccessIsNotResolvedWhenTheAlertGoesOn() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(news("rem-1", "succeeded", "rem-1:succeeded"));
        untilAnswered(2);
        pass(60_000 + Verifications.GRACE_MS + 1000);
        untilAnswered(3);
        assertThat(told()).containsExactly("created 1", "succeeded", "not-resolved");
    }

    /** The same revision, decided at {@code at}; requests of the samples are of 3000. */
    private static Incident decidedAt(long at, Incident i) {
        return new Incident(
                i.tenant(),
                i.incidentId(),
                i.revision(),
                i.kind(),
                i.reason(),
                i.status(),
                i.scope(),
                i.rule(),
                i.rulesVersion(),
                i.severity(),
                i.urgency(),
                i.impact(),
                i.title(),
                i.openedAt(),
                at,
                i.resolvedAt(),
                i.resolution(),
                i.reopened(),
                i.memberCount(),
                i.firingCount(),
                i.members(),
                i.membersOmitted(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true);
    }

    private RemediationNews news(String remediationId, String state, String noteId) {
        return new RemediationNews(
                requested("i1", remediationId, Long.MAX_VALUE),
                state,
                null,
                "42",
                "http://awx/42",
                new NoteLine(noteId, now, "remediation", "text", null),
                now);
    }
}
