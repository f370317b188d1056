package io.weir.core.inhibit;

import io.weir.core.EpisodeEvent;
import io.weir.schema.Topics;
import java.util.List;

/**
 * Puts alerts under their causes, as inhibitions and dependencies say. Stands between Track and Scope: it hears of the
 * episodes of one domain and says what their scopes are to be told. Key: {@link #keyOf}.
 *
 * <p>While a cause fires, its targets are members of its incident: those that start under it, and those that came to
 * their own place at most {@code lateJoin} before it, which are moved. When the cause ends, whether it recovered or
 * nobody repeats it, they go under another cause that fires, or are released to their own places, all at that instant.
 * Who is under whom follows from what fires after the instant (see {@link Causes}), not from the order of arrival, and
 * nothing is said where nothing changes: a cause that begins a new episode as the old one ends keeps its targets.
 *
 * <p>A muted alert mutes as well: what is under it is a member of the same incident as itself. What a downtime holds has
 * not started, so it neither mutes nor is muted here. An alert that is already over is not looked at.
 */
public final class InhibitMachine extends SettlingMachine<InhibitState> {
    /** Alerts kept in one domain; what fires beyond goes its own way, and a decision says so. */
    public static final int MOST = 5_000;

    /** The domain of an event; null when it goes past this machine. */
    public static String keyOf(EpisodeEvent event) {
        return event.route() == null || event.route().domain() == null
                ? null
                : Topics.key(event.tenant(), event.route().domain());
    }

    @Override
    protected InhibitState thaw(InhibitState state) {
        return state == null ? new InhibitState() : state.copy();
    }

    @Override
    protected boolean isEmpty(InhibitState state) {
        return state.firing.isEmpty();
    }

    @Override
    List<EpisodeEvent> heard(InhibitState state) {
        return state.heard;
    }

    @Override
    void settle(InhibitState state, List<EpisodeEvent> told, long at, List<InhibitOutput> out) {
        new Settlement(state.firing, at, out).settle(told);
    }
}
