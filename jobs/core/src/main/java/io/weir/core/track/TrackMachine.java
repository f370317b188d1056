package io.weir.core.track;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.Machine;
import io.weir.core.OverQuotaRule;
import io.weir.core.Route;
import io.weir.core.Step;
import io.weir.core.directives.Directives;
import io.weir.core.directives.DowntimeWindow;
import io.weir.core.topology.Graph;
import io.weir.core.track.TrackState.Phase;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.OverQuota;
import io.weir.schema.Receipt;
import io.weir.schema.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows one alert identity through its episodes: what repeats, what is new, what is over, what a downtime holds, what
 * flaps and what nobody repeats any more. Key: tenant and fingerprint.
 *
 * <p>An episode is (fingerprint, startsAt). A resolve ends only the episode it names, or one that began before it.
 */
public final class TrackMachine implements Machine<TrackState, Alert, TrackOutput> {
    /** A firing that arrives so soon after its own resolve was sent before it (retries, Alertmanager pairs). */
    static final long OUTDATED_FIRING_MS = 30_000;
    /** Ended episodes are remembered for as long as Prometheus re-sends a resolve (15 minutes), twice. */
    static final long MEMORY_MS = 30 * 60_000;
    /**
     * A held episode asks so often whether its downtime was cancelled, shortened or extended; all at the same instants,
     * so that those released together become one incident.
     */
    static final long RECHECK_MS = 10_000;
    /** Replicas of a source see the same episode begin at most one evaluation (by default one minute) apart. */
    static final long REPLICA_SKEW_MS = 60_000;
    /** An alert that is held and that nobody repeats is waited for so long, however long its downtime. */
    static final long HELD_SILENT_MS = 30 * 24 * 3_600_000L;
    /** A re-sending source may be late by so much before its silence counts as an end. */
    static final long RESEND_GRACE_MS = 60_000;
    /**
     * A repeat that says nothing of its expiry is believed for this part longer than need be. So those that follow soon
     * change nothing, and nothing has to be written for them: they are nine of ten alerts.
     */
    static final long BELIEVED_LONGER_PART = 16;

    private static final TrackOutput REPEATED = new TrackOutput(Verdict.REPEATED, null, null);

    private final Directives directives;

    /** @param directives the rules and downtimes in force, asked by instant */
    public TrackMachine(Directives directives) {
        this.directives = directives;
    }

    @Override
    public Step<TrackState, TrackOutput> accept(TrackState state, Alert alert, long at) {
        return alert.status() == AlertStatus.FIRING ? firing(state, alert, at) : resolved(state, alert, at);
    }

    private Step<TrackState, TrackOutput> firing(TrackState state, Alert alert, long at) {
        RuleBook book = OverQuota.is(alert) ? OverQuotaRule.BOOK : directives.rulesAt(alert.tenant(), at);
        long staleAt = staleAt(book, alert, at);
        if (state == null) {
            return begin(null, alert, startsAt(alert, at), staleAt, book, at, List.of());
        }
        if (state.running()) {
            long startsAt = startsAt(alert, state.startsAt());
            if (startsAt <= state.startsAt() + REPLICA_SKEW_MS) {
                long newest = Math.max(startsAt, state.startsAt());
                long believedUntil = believedUntil(state, alert, staleAt, at);
                return step(state.repeated(alert, newest, oldest(state, alert), believedUntil), List.of(REPEATED), at);
            }
            return supersede(state, alert, startsAt, staleAt, book, at);
        }
        long startsAt = startsAt(alert, at);
        boolean known = isNoLaterThan(state, startsAt);
        if (state.overtaken() != null && known) {
            return overtaken(state, alert, startsAt, book, at);
        }
        if (known && !state.endedStale() && at - state.changedAt() <= OUTDATED_FIRING_MS) {
            return step(state, List.of(new TrackOutput(Verdict.OUTDATED_FIRING, null, null)), at);
        }
        // one that was not seen to end goes on, whatever earlier start it is given now
        long start = state.endedStale() ? Math.max(startsAt, state.startsAt()) : startsAt;
        return begin(state, alert, start, staleAt, book, at, List.of());
    }

    /**
     * Whether what started then is the episode that is over, or one before it. A start that a source with a wrong clock put
     * after its own end says nothing of what has started since.
     */
    private static boolean isNoLaterThan(TrackState over, long startsAt) {
        return startsAt <= over.startsAt()
                && (startsAt <= over.changedAt() || startsAt >= over.startsAt() - REPLICA_SKEW_MS);
    }

    private static long believedUntil(TrackState state, Alert alert, long staleAt, long at) {
        if (staleAt <= state.staleAt()) {
            return state.staleAt();
        }
        return alert.expiresAt() == null ? staleAt + (staleAt - at) / BELIEVED_LONGER_PART : staleAt;
    }

    /** Its resolve overtook it: it opens nothing, but belongs to the incident of its time. */
    private Step<TrackState, TrackOutput> overtaken(
            TrackState state, Alert alert, long startsAt, RuleBook book, long at) {
        boolean again = !state.overtaken();
        if (again || downtimeAt(book, alert, at) != null) {
            return step(state, List.of(new TrackOutput(Verdict.OUTDATED_FIRING, null, null)), at);
        }
        EpisodeEvent over = decide(book, alert, startsAt, at, false, false, true);
        boolean newest = startsAt == state.startsAt();
        EpisodeEvent ended = newest && state.endsAt() != null ? over.withEnd(state.endsAt()) : over;
        return step(newest ? state.seen() : state, List.of(new TrackOutput(Verdict.LATE, ended, null)), at);
    }

    /**
     * Alertmanager merges what several senders say and keeps the earliest start, so one alert's start can move back and
     * its resolve names the earlier one. Senders that re-send for themselves (Prometheus replicas) are not one voice.
     */
    private static Long oldest(TrackState state, Alert alert) {
        if (alert.expiresAt() != null || alert.startsAt() == null || alert.startsAt() >= firstStart(state)) {
            return state.oldestStart();
        }
        return alert.startsAt();
    }

    /** The start that an alert names when its episode goes on under a later one; null when it names that, or cannot say. */
    private static Long olderThan(long startsAt, Alert alert) {
        boolean older = alert.expiresAt() == null && alert.startsAt() != null && alert.startsAt() < startsAt;
        return older ? alert.startsAt() : null;
    }

    private static long firstStart(TrackState state) {
        return state.oldestStart() == null ? state.startsAt() : Math.min(state.startsAt(), state.oldestStart());
    }

    private Step<TrackState, TrackOutput> supersede(
            TrackState state, Alert alert, long startsAt, long staleAt, RuleBook book, long at) {
        if (!state.shown() || state.flapping()) {
            return begin(state, alert, startsAt, staleAt, book, at, List.of());
        }
        EpisodeEvent ended = ended(state, startsAt, Ending.SUPERSEDED, at);
        TrackState before = state.ended(startsAt, at, false, false);
        return begin(before, alert, startsAt, staleAt, book, at, List.of(new TrackOutput(null, ended, null)));
    }

    private Step<TrackState, TrackOutput> begin(
            TrackState before,
            Alert alert,
            long startsAt,
            long staleAt,
            RuleBook book,
            long at,
            List<TrackOutput> already) {
        List<Long> starts = recent(before, book.flapping(), at);
        boolean flapping = (before != null && before.flapping())
                || starts.size() >= book.flapping().transitions();
        boolean shown = before != null && before.shown();
        boolean held = before != null && before.phase() == Phase.HELD;
        DowntimeWindow downtime = shown ? null : downtimeAt(book, alert, at);
        List<TrackOutput> out = new ArrayList<>(already);
        String scopeKey = before == null ? null : before.scopeKey();
        Route route = before == null ? null : before.route();
        if (downtime != null) {
            out.add(new TrackOutput(Verdict.HELD, null, EpisodeReceipt.held(alert, downtime.id(), at)));
        } else if (shown) {
            EpisodeEvent changed = EpisodeEvent.changed(
                    at, alert.tenant(), scopeKey, alert.fingerprint(), before.shownStartsAt(), true, route);
            out.add(new TrackOutput(Verdict.DAMPED_START, changed, null));
        } else {
            EpisodeEvent started = decide(book, alert, startsAt, at, flapping, false, false);
            scopeKey = started.scopeKey();
            route = started.route();
            Receipt receipt = held ? EpisodeReceipt.released(before, "began again after the downtime", at) : null;
            out.add(new TrackOutput(Verdict.STARTED, started, receipt));
        }
        TrackState next = new TrackState(
                alert.tenant(),
                alert.fingerprint(),
                scopeKey,
                downtime != null ? Phase.HELD : Phase.FIRING,
                downtime == null,
                flapping,
                startsAt,
                null,
                shown ? before.shownStartsAt() : startsAt,
                at,
                staleAt,
                starts,
                downtime != null ? alert : null,
                downtime != null ? downtime.id() : null,
                false,
                olderThan(startsAt, alert),
                null,
                route);
        return step(next, out, at);
    }

    private Step<TrackState, TrackOutput> resolved(TrackState state, Alert alert, long at) {
        boolean gone = Alert.GONE.equals(alert.observation());
        if (gone && (state == null || !state.running())) {
            // that nobody knows it is no news of an end: what fires after it does fire
            Verdict verdict = state == null ? Verdict.ORPHAN_RESOLVE : Verdict.REPEATED_RESOLVE;
            List<TrackOutput> out = List.of(new TrackOutput(verdict, null, null));
            return state == null ? Step.forget(out) : step(state, out, at);
        }
        if (state == null) {
            TrackState tombstone = new TrackState(
                    alert.tenant(),
                    alert.fingerprint(),
                    null,
                    Phase.ENDED,
                    false,
                    false,
                    startsAt(alert, at),
                    alert.endsAt(),
                    startsAt(alert, at),
                    at,
                    at,
                    List.of(),
                    null,
                    null,
                    false,
                    null,
                    Boolean.TRUE,
                    null);
            return step(tombstone, List.of(new TrackOutput(Verdict.ORPHAN_RESOLVE, null, null)), at);
        }
        if (!state.running()) {
            // news: it came before its firing, which must not open anything then; or what went stale did recover
            long startsAt = startsAt(alert, state.startsAt());
            boolean news = startsAt > state.startsAt() || (state.endedStale() && startsAt == state.startsAt());
            TrackState next = news ? state.tombstone(startsAt, at) : state;
            return step(next, List.of(new TrackOutput(Verdict.REPEATED_RESOLVE, null, null)), at);
        }
        if (alert.startsAt() != null && alert.startsAt() < firstStart(state)) {
            return step(state, List.of(new TrackOutput(Verdict.OUTDATED_RESOLVE, null, null)), at);
        }
        TrackState named = state.startedBy(startsAt(alert, state.startsAt()));
        long endsAt = alert.endsAt() == null ? at : alert.endsAt();
        return end(named, endsAt, gone ? Ending.GONE : Ending.RECOVERED, at);
    }

    private Step<TrackState, TrackOutput> end(TrackState state, long endsAt, Ending ending, long at) {
        boolean unseen = ending == Ending.STALE || ending == Ending.GONE;
        if (state.phase() == Phase.HELD) {
            Receipt receipt = EpisodeReceipt.released(state, overInDowntime(ending), at);
            return step(
                    state.ended(endsAt, at, false, unseen),
                    List.of(new TrackOutput(Verdict.CLEARED_IN_DOWNTIME, null, receipt)),
                    at);
        }
        if (state.flapping() && !unseen) {
            return step(
                    state.ended(endsAt, at, true, false), List.of(new TrackOutput(Verdict.DAMPED_END, null, null)), at);
        }
        Verdict verdict = switch (ending) {
            case STALE -> Verdict.WENT_STALE;
            case GONE -> Verdict.GONE_AT_SOURCE;
            case RECOVERED, SUPERSEDED, RELEASED -> Verdict.ENDED;
        };
        return step(
                state.ended(endsAt, at, false, unseen),
                List.of(new TrackOutput(verdict, ended(state, endsAt, ending, at), null)),
                at);
    }

    private static String overInDowntime(Ending ending) {
        return switch (ending) {
            case STALE -> "went stale in downtime";
            case GONE -> "gone at its source in downtime";
            case RECOVERED, SUPERSEDED, RELEASED -> "cleared in downtime";
        };
    }

    @Override
    public Step<TrackState, TrackOutput> wake(TrackState state, long at) {
        RuleBook book = directives.rulesAt(state.tenant(), at);
        if (state.flapping() && at >= quietAt(state, book)) {
            return calm(state, at);
        }
        if (state.running() && at >= state.staleAt() && !isWaitedFor(state, at)) {
            return end(state, at, Ending.STALE, at);
        }
        if (state.phase() == Phase.HELD) {
            return recheck(state, book, at);
        }
        if (!state.running() && !state.flapping() && at >= state.changedAt() + MEMORY_MS) {
            return Step.forget(List.of());
        }
        return step(state, List.of(), at);
    }

    private Step<TrackState, TrackOutput> calm(TrackState state, long at) {
        if (state.running()) {
            EpisodeEvent changed = state.shown()
                    ? EpisodeEvent.changed(
                            at,
                            state.tenant(),
                            state.scopeKey(),
                            state.fingerprint(),
                            state.shownStartsAt(),
                            false,
                            state.route())
                    : null;
            return step(state.calm(state.shown()), List.of(new TrackOutput(Verdict.CALMED, changed, null)), at);
        }
        EpisodeEvent ended = state.shown() ? ended(state, state.endsAt(), Ending.RECOVERED, at) : null;
        return step(state.calm(false), List.of(new TrackOutput(Verdict.CALMED, ended, null)), at);
    }

    private Step<TrackState, TrackOutput> recheck(TrackState state, RuleBook book, long at) {
        Alert alert = state.held();
        DowntimeWindow downtime = downtimeAt(book, alert, at);
        if (downtime != null) {
            // the same state when nothing changed, so that nothing need be written
            return step(downtime.id().equals(state.downtimeId()) ? state : state.heldBy(downtime.id()), List.of(), at);
        }
        EpisodeEvent started = decide(book, alert, state.startsAt(), at, state.flapping(), true, false);
        Receipt receipt = EpisodeReceipt.released(state, "still firing after the downtime", at);
        return step(
                state.released(
                        started.scopeKey(), started.route(), Math.max(state.staleAt(), staleAt(book, alert, at))),
                List.of(new TrackOutput(Verdict.RELEASED, started, receipt)),
                at);
    }

    private Step<TrackState, TrackOutput> step(TrackState next, List<TrackOutput> out, long at) {
        return new Step<>(next, out, wakeAt(next, at));
    }

    private long wakeAt(TrackState state, long at) {
        long wake = state.running() ? state.staleAt() : state.changedAt() + MEMORY_MS;
        if (isWaitedFor(state, at)) {
            wake = state.changedAt() + HELD_SILENT_MS;
        }
        if (state.flapping()) {
            long quietAt = quietAt(state, directives.rulesAt(state.tenant(), at));
            // what flaps is not forgotten before it is quiet
            wake = state.running() ? Math.min(wake, quietAt) : quietAt;
        }
        if (state.phase() == Phase.HELD) {
            DowntimeWindow downtime = downtimeAt(directives.rulesAt(state.tenant(), at), state.held(), at);
            long recheck = (Math.floorDiv(at, RECHECK_MS) + 1) * RECHECK_MS;
            wake = Math.min(wake, downtime == null ? recheck : Math.min(downtime.to(), recheck));
        }
        return Math.max(wake, at + 1);
    }

    private EpisodeEvent decide(
            RuleBook book, Alert alert, long startsAt, long at, boolean flapping, boolean persisted, boolean over) {
        Graph topology = directives.topologyAt(alert.tenant(), at);
        return EpisodeStart.decide(book, topology, alert, startsAt, at, flapping, persisted, over);
    }

    /** Downtimes see an alert as the rules do: with what the lookup tables add. */
    private DowntimeWindow downtimeAt(RuleBook book, Alert alert, long at) {
        return OverQuota.is(alert) ? null : directives.downtimeAt(alert.tenant(), book.enriched(alert.labels()), at);
    }

    /** Held, by a source that does not repeat: its silence says nothing, and the end of the downtime is waited for. */
    private static boolean isWaitedFor(TrackState state, long at) {
        return state.phase() == Phase.HELD
                && state.held().expiresAt() == null
                && at < state.changedAt() + HELD_SILENT_MS;
    }

    private static long quietAt(TrackState state, RuleBook book) {
        return state.changedAt() + book.flapping().quiet().toMillis();
    }

    private static List<Long> recent(TrackState before, RuleBook.Flapping rule, long at) {
        List<Long> starts = new ArrayList<>();
        if (before != null) {
            for (Long start : before.starts()) {
                if (start > at - rule.window().toMillis()) {
                    starts.add(start);
                }
            }
        }
        starts.add(at);
        int excess = starts.size() - rule.transitions();
        return excess > 0 ? List.copyOf(starts.subList(excess, starts.size())) : List.copyOf(starts);
    }

    /**
     * Silence beyond this instant is an end: as long as the source promises, but no longer than the book allows. A skewed
     * clock of the source shifts it, but never before the grace.
     */
    private static long staleAt(RuleBook book, Alert alert, long at) {
        long staleAfter = book.staleAfter().toMillis();
        if (alert.expiresAt() == null) {
            return at + staleAfter;
        }
        long promised = Math.max(0, alert.expiresAt() - alert.receivedAt());
        return at + Math.min(promised + RESEND_GRACE_MS, Math.max(staleAfter, RESEND_GRACE_MS));
    }

    private static long startsAt(Alert alert, long otherwise) {
        return alert.startsAt() == null ? otherwise : alert.startsAt();
    }

    private static EpisodeEvent ended(TrackState state, Long endsAt, Ending ending, long at) {
        return EpisodeEvent.ended(
                at,
                state.tenant(),
                state.scopeKey(),
                state.fingerprint(),
                state.shownStartsAt(),
                endsAt,
                ending,
                state.route());
    }
}
