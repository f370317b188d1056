package io.weir.core.inhibit;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;

/**
 * One alert that fires and has a part in some rule.
 *
 * @param started its beginning, as Track told it; whether it flaps is kept current
 * @param shownSince when it came to its own place, milliseconds of pipeline time; without meaning while it is under a
 *     cause
 * @param under what it is under, as its incident was told; null when it is in its own place
 */
public record Firing(EpisodeEvent started, long shownSince, Cause under) {
    boolean is(EpisodeEvent event) {
        return started.startsAt() == event.startsAt();
    }

    /** The key of the scope where it is. */
    String place() {
        return under == null ? started.scopeKey() : under.scopeKey();
    }

    Firing flapping(boolean flapping) {
        EpisodeEvent changed = EpisodeEvent.started(
                started.at(),
                started.tenant(),
                started.scopeKey(),
                started.fingerprint(),
                started.startsAt(),
                flapping,
                started.onset(),
                null);
        return new Firing(changed, shownSince, under);
    }

    Firing under(Cause cause) {
        return new Firing(started, shownSince, cause);
    }

    Firing free(long at) {
        return new Firing(started, at, null);
    }
}
