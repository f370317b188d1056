package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Incident;
import io.weir.schema.Wire;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import java.io.IOException;
import java.util.List;

/**
 * How far the ticket of one incident is, and what to do next. The newest revision wins, one call at a time, and nothing
 * is created before the intent to do so is safe. All times are milliseconds since the epoch.
 */
final class TicketProgress {
    /** After a restart, what Kafka still holds has to be read before a verification can fail. */
    private static final long READ_FIRST_MS = 30_000;

    private final DeliverTuning tuning;
    private final Backoff backoff;
    private final String key;
    private final Run run;
    private final PendingNotes notes;
    private final Verifications verifications;

    private byte[] desired;
    private long desiredRevision;
    private boolean resolved;
    private byte[] shown;
    private long shownRevision;
    private long abandonedRevision;
    private String ticketId;
    private String ticketUrl;
    private boolean intent;
    private boolean uncertain;
    /** Attempts after which people are told why there is no ticket yet. */
    static final int TOLD_AFTER = 3;

    private int attempts;
    private long nextAttemptAt;
    private long forgetAt;

    /**
     * Takes up what is known.
     *
     * @param known null when nothing is
     * @param run this life of the task
     */
    TicketProgress(String key, TicketState known, DeliverTuning tuning, Run run) {
        this.key = key;
        this.tuning = tuning;
        this.run = run;
        this.backoff = new Backoff(tuning.retryFirstMs(), tuning.retryMaxMs(), tuning.seed());
        this.notes = new PendingNotes(known == null ? null : known.notes(), known == null ? null : known.written());
        this.verifications = new Verifications(known == null ? null : known.verifications());
        if (known == null) {
            return;
        }
        desired = known.desired();
        desiredRevision = known.desiredRevision();
        resolved = known.resolved();
        shown = known.shown();
        shownRevision = known.shownRevision();
        abandonedRevision = known.abandonedRevision();
        ticketId = known.ticketId();
        ticketUrl = known.ticketUrl();
        intent = known.intent();
        uncertain = known.uncertain();
        attempts = known.attempts();
        nextAttemptAt = known.nextAttemptAt();
        forgetAt = known.forgetAt();
        if (!run.id().equals(known.run())) {
            restored();
        }
    }

    private void restored() {
        if (intent) {
            uncertain = true;
            nextAttemptAt = Math.max(nextAttemptAt, run.startedAt() + tuning.settleMs());
            intent = false;
        }
        // The ticket may have been written to after the checkpoint.
        uncertain |= ticketId != null;
        verifications.notBefore(run.startedAt() + READ_FIRST_MS);
    }

    /**
     * A revision has come.
     *
     * @param perhapsKnownOutside whether an earlier life of the job may have made a ticket that the state does not know
     * @return whether it is news; an older or repeated one is not
     */
    boolean desire(Incident incident, boolean perhapsKnownOutside) {
        if (incident.revision() <= desiredRevision) {
            return false;
        }
        if (desiredRevision == 0) {
            uncertain |= perhapsKnownOutside || incident.revision() > 1;
        }
        desired = Wire.INCIDENT.write(incident);
        desiredRevision = incident.revision();
        resolved = incident.status() == Incident.Status.RESOLVED;
        forgetAt = 0;
        return true;
    }

    /** A remediation has got somewhere. */
    void hear(RemediationNews news) {
        if (news.note() != null) {
            notes.add(news.note());
        }
        if (news.state().equals(RemediationNews.SUCCEEDED)) {
            verifications.add(new Verification(
                    news.request(),
                    news.jobId(),
                    news.jobUrl(),
                    news.at() + news.request().verifyWithinMs()));
        }
    }

    /** Decides what can be decided of the verifications; their lines are added. */
    List<RemediationNews> verify(long now) {
        if (verifications.isEmpty()) {
            return List.of();
        }
        List<RemediationNews> decided = verifications.decide(desired == null ? null : read(desired), now);
        decided.forEach(this::hear);
        return decided;
    }

    /** What to do now; may write an intent. */
    Next next(long now, boolean intentSafe) {
        if (!pending()) {
            long at = Math.min(retire(now), verifications.dueAt());
            return at == Long.MAX_VALUE ? new Next.Rest() : new Next.Wait(at);
        }
        if (now < nextAttemptAt) {
            return new Next.Wait(Math.min(nextAttemptAt, verifications.dueAt()));
        }
        if (ticketId == null) {
            if (!intent) {
                intent = true;
                return new Next.Intend();
            }
            if (!intentSafe) {
                return new Next.AwaitCheckpoint();
            }
        }
        intent = true;
        return new Next.Call(order());
    }

    /** The order for the newest revision. */
    TicketOrder order() {
        return new TicketOrder(read(desired), shown == null ? null : read(shown), ticketId, uncertain, notes.notes());
    }

    /** The ticket shows what was ordered. */
    void done(TicketOrder order, TicketOutcome.Done done) {
        answered();
        attempts = 0;
        nextAttemptAt = 0;
        uncertain = false;
        ticketId = done.ticketId();
        ticketUrl = done.url();
        shown = Wire.INCIDENT.write(order.desired());
        shownRevision = order.desired().revision();
        notes.doneWith(idsOf(order));
    }

    /** Not now. */
    void retry(TicketOutcome.Retry retry, long now) {
        answered();
        attempts++;
        nextAttemptAt = now + Math.max(retry.after().toMillis(), backoff.afterMs(key, attempts));
        uncertain |= retry.uncertain();
        ticketId = retry.ticketId() == null ? ticketId : retry.ticketId();
        notes.doneWith(retry.notesWritten());
    }

    /** Whether it was just tried so often in vain that people should be told; true once per spell of failures. */
    boolean isOverdue() {
        return attempts == TOLD_AFTER;
    }

    /** Never: this revision and its lines are given up, the next revision is tried again. */
    void failed(TicketOrder order) {
        answered();
        attempts = 0;
        nextAttemptAt = 0;
        abandonedRevision = order.desired().revision();
        notes.doneWith(idsOf(order));
    }

    private void answered() {
        intent = false;
    }

    private static List<String> idsOf(TicketOrder order) {
        return order.notes().stream().map(TicketNote::id).toList();
    }

    private boolean pending() {
        boolean news = desiredRevision > Math.max(shownRevision, abandonedRevision);
        return desired != null && (news || !notes.isEmpty());
    }

    /** Forgets what is due; says when more is, or {@link Long#MAX_VALUE} for an incident that goes on. */
    private long retire(long now) {
        boolean goesOn = desired != null && !resolved;
        if (goesOn || !verifications.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (forgetAt == 0) {
            forgetAt = now + tuning.forgetAfterMs();
        } else if (now >= forgetAt && desired != null && ticketId != null) {
            desired = null;
            shown = null;
            notes.dropAll();
            forgetAt = now + tuning.ticketMemoryMs() - tuning.forgetAfterMs();
        } else if (now >= forgetAt) {
            desired = null;
            ticketId = null;
            desiredRevision = 0;
            notes.dropAll();
            return Long.MAX_VALUE;
        }
        return forgetAt;
    }

    /** Whether nothing is left to remember. */
    boolean forgotten() {
        return desiredRevision == 0 && notes.isEmpty() && verifications.isEmpty();
    }

    String ticketUrl() {
        return ticketUrl;
    }

    /** What is kept. */
    TicketState state() {
        return new TicketState(
                desired,
                desiredRevision,
                resolved,
                shown,
                shownRevision,
                abandonedRevision,
                ticketId,
                ticketUrl,
                intent,
                uncertain,
                run.id(),
                attempts,
                nextAttemptAt,
                notes.pending(),
                notes.doneWith(),
                verifications.watched(),
                forgetAt);
    }

    private static Incident read(byte[] json) {
        try {
            return Wire.INCIDENT.read(json);
        } catch (IOException e) {
            throw new IllegalStateException("an incident in state cannot be read", e);
        }
    }
}
