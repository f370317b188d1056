package io.weir.core.track;

import io.weir.core.Route;
import io.weir.schema.Alert;
import java.util.List;
import java.util.Objects;

/**
 * What is known of one alert identity. Times are milliseconds of pipeline time, except {@code startsAt} and
 * {@code endsAt}, which are the source's.
 *
 * @param tenant owner
 * @param fingerprint identity
 * @param scopeKey scope of the episode, decided when it started; null when it never was handed on
 * @param phase where the newest episode stands
 * @param shown whether {@code Correlate} believes that it fires
 * @param flapping whether it flaps
 * @param startsAt start of the newest episode; of the latest of its replicas
 * @param endsAt its end; null while it runs
 * @param shownStartsAt start of the episode that {@code Correlate} knows; older than {@code startsAt} while it flaps,
 *     and when replicas saw it begin at different times
 * @param changedAt when it last started or ended
 * @param staleAt when it counts as stale unless somebody repeats it until then
 * @param starts when it started lately, oldest first, at most the book's {@code flapping.transitions}
 * @param held the newest observation while held; null otherwise
 * @param downtimeId the downtime that holds it; null when none
 * @param endedStale whether the newest episode ended without its source saying so: by silence, or gone at its source
 * @param oldestStart earliest start that a repeat of the running episode named, where its source has one voice: a
 *     resolve of it ends the episode; null when all named the same or a later one
 * @param route way of the episode to its scope, decided with it; null when straight
 */
public record TrackState(
        String tenant,
        String fingerprint,
        String scopeKey,
        Phase phase,
        boolean shown,
        boolean flapping,
        long startsAt,
        Long endsAt,
        long shownStartsAt,
        long changedAt,
        long staleAt,
        List<Long> starts,
        Alert held,
        String downtimeId,
        boolean endedStale,
        Long oldestStart,
        Boolean overtaken,
        Route route) {

    /** Where an episode stands. */
    public enum Phase {
        FIRING,
        HELD,
        ENDED
    }

    boolean running() {
        return phase != Phase.ENDED;
    }

    /** The same after a repeat; this very one when nothing is new. */
    TrackState repeated(Alert alert, long newestStart, Long oldest, long nextStaleAt) {
        if (phase == Phase.FIRING
                && newestStart == startsAt
                && nextStaleAt == staleAt
                && overtaken == null
                && Objects.equals(oldest, oldestStart)) {
            return this;
        }
        return new TrackState(
                tenant,
                fingerprint,
                scopeKey,
                phase,
                shown,
                flapping,
                newestStart,
                endsAt,
                shownStartsAt,
                changedAt,
                nextStaleAt,
                starts,
                phase == Phase.HELD ? alert : null,
                downtimeId,
                endedStale,
                oldest,
                null,
                route);
    }

    /** The same with a start that is known to be later: a resolve may name an episode whose firing never came. */
    TrackState startedBy(long laterStart) {
        return new TrackState(
                tenant,
                fingerprint,
                scopeKey,
                phase,
                shown,
                flapping,
                laterStart,
                endsAt,
                shownStartsAt,
                changedAt,
                staleAt,
                starts,
                held,
                downtimeId,
                endedStale,
                oldestStart,
                overtaken,
                route);
    }

    TrackState ended(Long end, long at, boolean stillShown, boolean stale) {
        return new TrackState(
                tenant,
                fingerprint,
                scopeKey,
                Phase.ENDED,
                stillShown,
                flapping,
                startsAt,
                end,
                shownStartsAt,
                at,
                staleAt,
                starts,
                null,
                null,
                stale,
                null,
                null,
                route);
    }

    TrackState tombstone(long laterStart, long at) {
        return new TrackState(
                tenant,
                fingerprint,
                scopeKey,
                phase,
                shown,
                flapping,
                laterStart,
                endsAt,
                shownStartsAt,
                at,
                staleAt,
                starts,
                held,
                downtimeId,
                false,
                null,
                laterStart > startsAt ? Boolean.TRUE : overtaken,
                route);
    }

    /** The same after its overtaken firing came. */
    TrackState seen() {
        return new TrackState(
                tenant,
                fingerprint,
                scopeKey,
                phase,
                shown,
                flapping,
                startsAt,
                endsAt,
                shownStartsAt,
                changedAt,
                staleAt,
                starts,
                held,
                downtimeId,
                endedStale,
                oldestStart,
                false,
                route);
    }

    TrackState calm(boolean stillShown) {
        return new TrackState(
                tenant,
                fingerprint,
                scopeKey,
                phase,
                stillShown,
                false,
                startsAt,
                endsAt,
                shownStartsAt,
                changedAt,
                staleAt,
                List.of(),
                held,
                downtimeId,
                endedStale,
                oldestStart,
                overtaken,
                route);
    }

    TrackState heldBy(String downtime) {
        return new TrackState(
                tenant,
                fingerprint,
                scopeKey,
                phase,
                shown,
                flapping,
                startsAt,
                endsAt,
                shownStartsAt,
                changedAt,
                staleAt,
                starts,
                held,
                downtime,
                endedStale,
                oldestStart,
                null,
                route);
    }

    TrackState released(String scope, Route way, long nextStaleAt) {
        return new TrackState(
                tenant,
                fingerprint,
                scope,
                Phase.FIRING,
                true,
                flapping,
                startsAt,
                endsAt,
                startsAt,
                changedAt,
                nextStaleAt,
                starts,
                null,
                null,
                endedStale,
                oldestStart,
                null,
                way);
    }
}
