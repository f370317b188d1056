package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
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
    private final TicketLook look;

    private final TicketState known;
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

    /** The same for a wait without attempts, while nobody gets through. */
    static final long TOLD_AFTER_MS = 10_000;

    private int attempts;
    private long nextAttemptAt;
    private long forgetAt;
    private Severity severity;
    private long updatedAt;
    private boolean told;
    /** The lines that wait were refused, or the ticket is gone: they wait for a change. */
    private boolean notesHeld;

    /** What became of a revision. */
    enum Wish {
        /** Older than what is known. */
        KNOWN,
        /** The ticket is to show it. */
        TAKEN,
        /** Too old to begin with. */
        EXPIRED
    }

    /**
     * How this life of the task began.
     *
     * @param cold without state
     * @param again whether there were others before, as the receipts tell
     */
    record Start(boolean cold, boolean again) {}

    /**
     * Takes up what is known.
     *
     * @param known null when nothing is
     * @param remembered what the receipts say; null when nothing
     * @param run this life of the task
     */
    TicketProgress(String key, TicketState known, ReceiptMemory.Ticket remembered, DeliverTuning tuning, Run run) {
        this.key = key;
        this.known = known;
        this.tuning = tuning;
        this.run = run;
        this.backoff = new Backoff(tuning.retryFirstMs(), tuning.retryMaxMs(), tuning.seed());
        this.notes = new PendingNotes(known == null ? null : known.notes(), known == null ? null : known.written());
        this.verifications = new Verifications(known == null ? null : known.verifications());
        this.look = new TicketLook(known, tuning.lookEveryMs());
        if (known == null) {
            recall(remembered);
            return;
        }
        severity = known.severity();
        updatedAt = known.updatedAt() == null ? 0 : known.updatedAt();
        told = known.told() != null && known.told();
        notesHeld = known.notesHeld() != null && known.notesHeld();
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
            recall(remembered);
            restored();
        }
    }

    /** An earlier life got further than its state tells. */
    private void recall(ReceiptMemory.Ticket remembered) {
        if (remembered == null) {
            return;
        }
        if (ticketId == null && remembered.ticketId() != null) {
            ticketId = remembered.ticketId();
            uncertain = true;
        }
        ticketUrl = ticketUrl == null ? remembered.ticketUrl() : ticketUrl;
        abandonedRevision = Math.max(abandonedRevision, remembered.closedRevision());
        if (remembered.shownRevision() > shownRevision) {
            shownRevision = remembered.shownRevision();
            // what it shows in detail is not known
            shown = null;
            uncertain = true;
        }
        if (desiredRevision <= shownRevision) {
            intent = false;
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
        if (!resolved) {
            look.missed();
        }
        verifications.notBefore(run.startedAt() + READ_FIRST_MS);
    }

    /** A revision has come. */
    Wish desire(DecidedRevision decided, Start start, long now) {
        if (decided.revision() <= desiredRevision) {
            return Wish.KNOWN;
        }
        boolean unheard = ticketId == null && shownRevision == 0 && desiredRevision <= abandonedRevision;
        boolean expired = unheard && decided.updatedAt() < now - tuning.maxAgeMs();
        if (desiredRevision == 0) {
            uncertain |= start.cold() || decided.revision() > 1;
            if (start.cold() && start.again() && unheard && decided.updatedAt() < run.startedAt()) {
                // whoever had the state may have been creating it
                nextAttemptAt = Math.max(nextAttemptAt, run.startedAt() + tuning.settleMs());
            }
        }
        take(decided);
        if (expired) {
            abandonedRevision = desiredRevision;
            notes.dropAll();
            return Wish.EXPIRED;
        }
        return Wish.TAKEN;
    }

    private void take(DecidedRevision decided) {
        desired = KeptRevision.of(decided.document());
        desiredRevision = decided.revision();
        resolved = decided.resolved();
        severity = decided.severity();
        updatedAt = decided.updatedAt();
        notesHeld = false;
        forgetAt = 0;
    }

    /**
     * Somebody wants what was given up tried again: looked up first, as after any doubt.
     *
     * @param letter the revision that was given up; null when it cannot be read
     * @return whether it is tried; an incident of long ago of which nothing is remembered may have ended since
     */
    Wish retryAsked(DecidedRevision letter, long now) {
        if (desiredRevision == 0 && letter != null && letter.updatedAt() < now - tuning.maxAgeMs()) {
            return Wish.EXPIRED;
        }
        boolean forgotten = desired == null && letter != null && letter.revision() == desiredRevision;
        if (letter != null && (forgotten || letter.revision() > desiredRevision)) {
            take(letter);
        }
        if (desired == null) {
            return Wish.KNOWN;
        }
        abandonedRevision = shownRevision;
        notesHeld = false;
        attempts = 0;
        nextAttemptAt = 0;
        told = false;
        uncertain = true;
        return Wish.TAKEN;
    }

    /** A remediation has got somewhere. */
    void hear(RemediationNews news) {
        if (news.note() != null) {
            notes.add(news.note());
            notesHeld &= TicketReceipts.DELETED.equals(look.status());
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
        List<RemediationNews> decided = verifications.decide(desired == null ? null : KeptRevision.read(desired), now);
        decided.forEach(this::hear);
        return decided;
    }

    /**
     * What to do now; may write an intent.
     *
     * @param intentSafe whether the intent is in a completed checkpoint
     * @param changedOutside whether the ticket looks other than it did, or there are others
     * @param admitted whether it has its turn
     */
    Next next(long now, boolean intentSafe, boolean changedOutside, boolean admitted) {
        if (!pending() && !changedOutside) {
            long at = Math.min(Math.min(retire(now), verifications.dueAt()), lookAt());
            return at == Long.MAX_VALUE ? new Next.Rest() : new Next.Wait(at);
        }
        if (now < nextAttemptAt) {
            return new Next.Wait(Math.min(nextAttemptAt, verifications.dueAt()));
        }
        if (tuning.skipResolved() && resolved && ticketId == null && !uncertain) {
            return new Next.Skip();
        }
        if (!admitted) {
            return new Next.Queue();
        }
        if (pending()) {
            if (!intent) {
                intent = true;
                return new Next.Intend();
            }
            if (!intentSafe) {
                return new Next.AwaitCheckpoint();
            }
        }
        return new Next.Call(order(changedOutside));
    }

    /** It resolved before it had a ticket, and needs none. */
    void skip() {
        intent = false;
        abandonedRevision = desiredRevision;
        notes.dropAll();
    }

    /** The order for the newest revision. */
    TicketOrder order(boolean visit) {
        // what was given up is not tried again because somebody looks
        boolean givenUp = shown != null && desiredRevision <= abandonedRevision;
        return new TicketOrder(
                KeptRevision.read(givenUp ? shown : desired),
                shown == null ? null : KeptRevision.read(shown),
                ticketId,
                uncertain,
                notesHeld ? List.of() : notes.notes(),
                look.memory(),
                visit);
    }

    /**
     * The ticket shows what was ordered.
     *
     * @return whether people would want to know how it looks
     */
    boolean done(TicketOrder order, TicketOutcome.Done done, long now) {
        answered();
        attempts = 0;
        nextAttemptAt = 0;
        uncertain = false;
        told = false;
        ticketId = done.ticketId();
        ticketUrl = done.url();
        if (TicketReceipts.isDeleted(done)) {
            // nothing was written; all of it waits for the ticket to come back
            abandonedRevision = Math.max(abandonedRevision, order.desired().revision());
            notesHeld = true;
            return look.saw(done.sight(), done.reason(), now);
        }
        if (TicketReceipts.DELETED.equals(look.status())) {
            abandonedRevision = Math.min(abandonedRevision, order.desired().revision());
            notesHeld = false;
        }
        shownRevision = order.desired().revision();
        shown = shownRevision == desiredRevision ? desired : KeptRevision.of(order.desired());
        notes.doneWith(idsOf(order));
        return look.saw(done.sight(), done.reason(), now);
    }

    /**
     * Not now.
     *
     * @param order what was tried
     */
    void retry(TicketOrder order, TicketOutcome.Retry retry, long now) {
        answered();
        uncertain |= retry.uncertain();
        ticketId = retry.ticketId() == null ? ticketId : retry.ticketId();
        notes.doneWith(retry.notesWritten());
        boolean inDoubt =
                retry.uncertain() && (!order.uncertain() || retry.after().toMillis() >= tuning.settleMs());
        if (retry.unavailable() && !inDoubt) {
            // it waits in the queue with all the others, and goes when its turn comes
            return;
        }
        attempts++;
        nextAttemptAt = now + Math.max(retry.after().toMillis(), backoff.afterMs(key, attempts));
    }

    /**
     * Whether it was tried so often in vain, or waits so long, that people should be told; true once per spell.
     *
     * @param waitedMs how long it has been waiting for its turn
     */
    boolean isOverdue(long waitedMs) {
        boolean overdue = !told && pending() && (attempts >= TOLD_AFTER || waitedMs >= TOLD_AFTER_MS);
        told |= overdue;
        return overdue;
    }

    private long lookAt() {
        return ticketId == null || desired == null ? Long.MAX_VALUE : look.dueAt();
    }

    /** Whether all is done and only what others do to the ticket is waited for. */
    boolean isWatched() {
        return !pending() && lookAt() != Long.MAX_VALUE && !look.isToBeVisited();
    }

    /** When there is something to do beside its turn and its ticket's changes; {@link Long#MAX_VALUE} for never. */
    long elseDueAt() {
        return Math.min(verifications.dueAt(), forgetAt == 0 ? Long.MAX_VALUE : forgetAt);
    }

    /** Whether it is worth looking at what changed outside. */
    boolean looks(long now) {
        return ticketId != null && desired != null && look.isDue(now);
    }

    /** Nothing changed outside. */
    void looked(long now) {
        look.later(now);
    }

    /** Never: this revision and its lines are given up, the next revision is tried again. */
    void failed(TicketOrder order, TicketOutcome.Failed failed, long now) {
        answered();
        ticketId = failed.ticketId() == null ? ticketId : failed.ticketId();
        look.later(now);
        attempts = 0;
        nextAttemptAt = 0;
        abandonedRevision = Math.max(abandonedRevision, order.desired().revision());
        notesHeld = true;
        // it may have been made all the same
        uncertain |= ticketId == null;
    }

    private void answered() {
        intent = false;
    }

    private static List<String> idsOf(TicketOrder order) {
        return order.notes().stream().map(TicketNote::id).toList();
    }

    private boolean pending() {
        boolean news = desiredRevision > Math.max(shownRevision, abandonedRevision);
        boolean lines = ticketId != null && !notesHeld && !notes.isEmpty();
        return desired != null && (news || lines);
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
            look.end();
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

    String ticketId() {
        return ticketId;
    }

    String ticketUrl() {
        return ticketUrl;
    }

    /** Newest revision that the ticket shows; 0 while it shows none. */
    long shownRevision() {
        return shownRevision;
    }

    /** How urgent its turn is: as severe as the newest revision; who only wants to look comes last. */
    Severity urgency() {
        return severity == null || !pending() ? Severity.INFO : severity;
    }

    /** Of the newest revision, milliseconds since the epoch; 0 when there is only something to look at. */
    long updatedAt() {
        return pending() ? updatedAt : 0;
    }

    TicketLook look() {
        return look;
    }

    /** The newest revision; null when none is remembered. */
    Incident desired() {
        return desired == null ? null : KeptRevision.read(desired);
    }

    /** What was kept before; null when nothing was. */
    TicketState known() {
        return known;
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
                forgetAt,
                severity,
                updatedAt,
                look.status(),
                look.version(),
                look.memory(),
                look.reason(),
                look.dueAt() == Long.MAX_VALUE ? null : Long.valueOf(look.dueAt()),
                told,
                look.isToBeVisited(),
                notesHeld);
    }
}
