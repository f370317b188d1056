package io.weir.pipeline.correlate;

import io.weir.core.EpisodeEvent;
import io.weir.core.inhibit.IdentityMachine;
import io.weir.core.inhibit.InhibitMachine;
import org.apache.flink.util.OutputTag;

/**
 * The ways of episodes to their scopes. Most go straight there; only what the rule book calls the same alert, and what
 * an inhibition or dependency may concern, takes a shuffle more.
 */
final class Ways {
    /** What may be the same alert as another one. */
    static final OutputTag<EpisodeEvent> IDENTITY = new OutputTag<>("identity", CorrelateTypes.EPISODE_EVENT) {};
    /** What may be under a cause, or be one. */
    static final OutputTag<EpisodeEvent> INHIBIT = new OutputTag<>("inhibit", CorrelateTypes.EPISODE_EVENT) {};

    private Ways() {}

    /** Where an event of Track goes aside to; null when it goes straight to its scope. */
    static OutputTag<EpisodeEvent> behindTrack(EpisodeEvent event) {
        return IdentityMachine.keyOf(event) != null ? IDENTITY : behindIdentity(event);
    }

    /** Where what is one alert now goes aside to; null when it goes straight to its scope. */
    static OutputTag<EpisodeEvent> behindIdentity(EpisodeEvent event) {
        return InhibitMachine.keyOf(event) != null ? INHIBIT : null;
    }
}
