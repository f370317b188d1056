package io.weir.core.inhibit;

import io.weir.core.EpisodeEvent;
import io.weir.schema.Decision;

/**
 * One output on the way from Track to Scope: exactly one of the two is not null.
 *
 * @param event what the next one is told
 * @param decision what was decided and why
 */
public record InhibitOutput(EpisodeEvent event, Decision decision) {
    /** Something to tell. */
    public static InhibitOutput of(EpisodeEvent event) {
        return new InhibitOutput(event, null);
    }

    /** A decision. */
    public static InhibitOutput of(Decision decision) {
        return new InhibitOutput(null, decision);
    }
}
