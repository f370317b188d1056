package io.weir.core;

import io.weir.schema.Acknowledgement;
import java.util.Comparator;

/**
 * What {@code Correlate} is told of one episode: it began to matter, it ended, or it changed. Times are milliseconds
 * since the epoch.
 *
 * @param kind what happened
 * @param at pipeline time
 * @param tenant owner
 * @param scopeKey tenant and a hash of rule and scope values; the key of the incident's scope
 * @param fingerprint identity of the alert; null for ACKNOWLEDGED
 * @param startsAt start of the episode
 * @param endsAt its end by the source's clock; null unless ENDED
 * @param ending why it ended; null unless ENDED, but RELEASED for a STARTED that goes on after its cause ended
 * @param flapping whether the alert flaps
 * @param onset what is known of it; null unless STARTED
 * @param cause what it is under: for STARTED the cause whose incident it joins, for MOVED the one it leaves for; null
 *     otherwise
 * @param acknowledgement null unless ACKNOWLEDGED
 * @param route its way to the scope; null when it goes straight there
 */
public record EpisodeEvent(
        Kind kind,
        long at,
        String tenant,
        String scopeKey,
        String fingerprint,
        long startsAt,
        Long endsAt,
        Ending ending,
        boolean flapping,
        Onset onset,
        Cause cause,
        Acknowledgement acknowledgement,
        Route route) {

    /**
     * The order of events of one scope and instant: by alert and episode, acknowledgements first. What happens to one stays
     * in the order in which it was told, so a sort must be stable.
     */
    public static final Comparator<EpisodeEvent> TIES = Comparator.comparing(
                    EpisodeEvent::fingerprint, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(EpisodeEvent::startsAt);

    /** What happened. */
    public enum Kind {
        /** It fires and is not held by anything. */
        STARTED,
        /** It is over. */
        ENDED,
        /** It began or ceased to flap. */
        CHANGED,
        /** It still fires, but under a cause, and leaves its place. */
        MOVED,
        /** Somebody has seen an incident. */
        ACKNOWLEDGED
    }

    /** Why an episode is over. */
    public enum Ending {
        /** The source said so. */
        RECOVERED,
        /** Nobody repeated it for too long. */
        STALE,
        /** The same alert began a new episode. */
        SUPERSEDED,
        /** Its cause ended: it goes on in a place of its own. */
        RELEASED,
        /** Its source was asked and no longer knows it. */
        GONE
    }

    /** An episode fires. */
    public static EpisodeEvent started(
            long at,
            String tenant,
            String scopeKey,
            String fingerprint,
            long startsAt,
            boolean flapping,
            Onset onset,
            Cause cause) {
        return new EpisodeEvent(
                Kind.STARTED,
                at,
                tenant,
                scopeKey,
                fingerprint,
                startsAt,
                null,
                null,
                flapping,
                onset,
                cause,
                null,
                Route.of(onset));
    }

    /** An episode that goes straight to its scope is over. */
    public static EpisodeEvent ended(
            long at, String tenant, String scopeKey, String fingerprint, long startsAt, Long endsAt, Ending ending) {
        return ended(at, tenant, scopeKey, fingerprint, startsAt, endsAt, ending, null);
    }

    /** An episode whose cause ended fires on, in a place of its own; it began earlier and was told of then. */
    public EpisodeEvent released(long when) {
        return new EpisodeEvent(
                Kind.STARTED,
                when,
                tenant,
                scopeKey,
                fingerprint,
                startsAt,
                null,
                Ending.RELEASED,
                flapping,
                onset,
                null,
                null,
                null);
    }

    /** The same start, as told at {@code instant}. */
    public EpisodeEvent startedAt(long instant) {
        return started(instant, tenant, scopeKey, fingerprint, startsAt, flapping, onset, cause);
    }

    /** The same start of an episode whose end is known. */
    public EpisodeEvent withEnd(long end) {
        return new EpisodeEvent(
                kind,
                at,
                tenant,
                scopeKey,
                fingerprint,
                startsAt,
                end,
                ending,
                flapping,
                onset,
                cause,
                acknowledgement,
                route);
    }

    /** The same start of a seldom alert. */
    public EpisodeEvent asRare() {
        return new EpisodeEvent(
                kind,
                at,
                tenant,
                scopeKey,
                fingerprint,
                startsAt,
                endsAt,
                ending,
                flapping,
                onset.asRare(),
                cause,
                acknowledgement,
                route);
    }

    /** An episode is over. */
    public static EpisodeEvent ended(
            long at,
            String tenant,
            String scopeKey,
            String fingerprint,
            long startsAt,
            Long endsAt,
            Ending ending,
            Route route) {
        return new EpisodeEvent(
                Kind.ENDED,
                at,
                tenant,
                scopeKey,
                fingerprint,
                startsAt,
                endsAt,
                ending,
                false,
                null,
                null,
                null,
                route);
    }

    /** An alert that goes straight to its scope began or ceased to flap. */
    public static EpisodeEvent changed(
            long at, String tenant, String scopeKey, String fingerprint, long startsAt, boolean flapping) {
        return changed(at, tenant, scopeKey, fingerprint, startsAt, flapping, null);
    }

    /** An alert began or ceased to flap. */
    public static EpisodeEvent changed(
            long at, String tenant, String scopeKey, String fingerprint, long startsAt, boolean flapping, Route route) {
        return new EpisodeEvent(
                Kind.CHANGED,
                at,
                tenant,
                scopeKey,
                fingerprint,
                startsAt,
                null,
                null,
                flapping,
                null,
                null,
                null,
                route);
    }

    /** An episode leaves its place for that of its cause. */
    public static EpisodeEvent moved(
            long at, String tenant, String scopeKey, String fingerprint, long startsAt, Cause cause) {
        return new EpisodeEvent(
                Kind.MOVED, at, tenant, scopeKey, fingerprint, startsAt, null, null, false, null, cause, null, null);
    }

    /** Somebody has seen an incident. */
    public static EpisodeEvent acknowledged(long at, String tenant, Acknowledgement acknowledgement) {
        return new EpisodeEvent(
                Kind.ACKNOWLEDGED,
                at,
                tenant,
                acknowledgement.scopeKey(),
                null,
                0,
                null,
                null,
                false,
                null,
                null,
                acknowledgement,
                null);
    }
}
