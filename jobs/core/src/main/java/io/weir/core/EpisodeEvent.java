package io.weir.core;

import io.weir.schema.Severity;
import java.util.Map;

/**
 * What {@code Track} tells {@code Correlate} of one episode: it began to matter, it ended, or it changed. Times are
 * milliseconds since the epoch.
 *
 * @param kind what happened
 * @param at pipeline time
 * @param tenant owner
 * @param scopeKey tenant, rule and scope values as one string; the key of the incident's scope
 * @param fingerprint identity of the alert
 * @param startsAt start of the episode
 * @param endsAt its end by the source's clock; null unless ENDED
 * @param ending why it ended; null unless ENDED
 * @param flapping whether the alert flaps
 * @param persisted whether the episode began in a downtime and outlived it
 * @param severity null unless STARTED
 * @param scope routing labels and values, null unless STARTED
 * @param labels null unless STARTED
 * @param annotations null unless STARTED
 * @param source null unless STARTED
 * @param generatorUrl null unless STARTED, and when the source gave none
 * @param policy how its incident behaves; null unless STARTED
 * @param playbook what may be run against it; null when nothing
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
        boolean persisted,
        Severity severity,
        Map<String, String> scope,
        Map<String, String> labels,
        Map<String, String> annotations,
        String source,
        String generatorUrl,
        Policy policy,
        Playbook playbook) {

    /** What happened to an episode. */
    public enum Kind {
        /** It fires and is not held by anything. */
        STARTED,
        /** It is over. */
        ENDED,
        /** It began or ceased to flap. */
        CHANGED
    }

    /** Why an episode is over. */
    public enum Ending {
        /** The source said so. */
        RECOVERED,
        /** Nobody repeated it for too long. */
        STALE,
        /** The same alert began a new episode. */
        SUPERSEDED
    }

    /** The fields an ENDED or CHANGED event has. */
    static EpisodeEvent brief(
            Kind kind,
            long at,
            String tenant,
            String scopeKey,
            String fingerprint,
            long startsAt,
            Long endsAt,
            Ending ending,
            boolean flapping) {
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
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** An episode is over. */
    public static EpisodeEvent ended(
            long at, String tenant, String scopeKey, String fingerprint, long startsAt, Long endsAt, Ending ending) {
        return brief(Kind.ENDED, at, tenant, scopeKey, fingerprint, startsAt, endsAt, ending, false);
    }

    /** An alert began or ceased to flap. */
    public static EpisodeEvent changed(
            long at, String tenant, String scopeKey, String fingerprint, long startsAt, boolean flapping) {
        return brief(Kind.CHANGED, at, tenant, scopeKey, fingerprint, startsAt, null, null, flapping);
    }
}
