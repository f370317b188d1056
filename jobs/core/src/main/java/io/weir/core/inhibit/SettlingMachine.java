package io.weir.core.inhibit;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import java.util.List;

/**
 * A machine that first hears everything an instant brings and then settles it, so that the order within the instant
 * makes no difference.
 *
 * @param <S> state
 */
abstract class SettlingMachine<S> extends ChronologicalMachine<S, EpisodeEvent, InhibitOutput> {

    /** What the instant brought so far; empty between bursts. */
    abstract List<EpisodeEvent> heard(S state);

    /** Decides what everything heard at one instant comes to; {@code told} keeps the order of each alert's events. */
    abstract void settle(S state, List<EpisodeEvent> told, long at, List<InhibitOutput> out);

    @Override
    protected final long timeOf(EpisodeEvent event) {
        return event.at();
    }

    @Override
    protected final void take(S state, EpisodeEvent event, List<InhibitOutput> out) {
        heard(state).add(event);
    }

    @Override
    protected final Long dueAt(S state) {
        return heard(state).isEmpty() ? null : Long.valueOf(heard(state).get(0).at());
    }

    @Override
    protected final void due(S state, long at, List<InhibitOutput> out) {
        List<EpisodeEvent> told = List.copyOf(heard(state));
        heard(state).clear();
        settle(state, told, at, out);
    }
}
