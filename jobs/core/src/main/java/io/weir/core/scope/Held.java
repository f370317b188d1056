package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import java.util.Comparator;
import java.util.List;

/** Habitual noise that fires: nobody is told of it, unless it breaks with its habit. */
final class Held {
    /** Beyond it habitual noise is shown. */
    static final int MAX = 1_000;

    private static final Comparator<HeldHabit> FIRST_OVER = Comparator.comparingLong(HeldHabit::until)
            .thenComparing(held -> held.started().fingerprint());

    private Held() {}

    /** Keeps a start back; false when too many are kept. */
    static boolean take(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        if (state.held.size() >= MAX && !state.held.containsKey(event.fingerprint())) {
            return false;
        }
        state.held.put(event.fingerprint(), new HeldHabit(event, Habit.overBy(state.memory, event)));
        out.add(ScopeDecisions.held(event, ScopeDecisions.HABITUAL));
        return true;
    }

    /** Its episode is over: that was its habit. */
    static void end(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        HeldHabit held = state.held.get(event.fingerprint());
        if (held == null || held.started().startsAt() != event.startsAt()) {
            return;
        }
        state.held.remove(event.fingerprint());
        Habit.lasted(
                state.memory,
                Habit.nameOf(held.started()),
                event.at() - held.started().at());
        out.add(ScopeDecisions.endedHeld(event, held.started()));
    }

    /** It goes under a cause, and is held there no more. */
    static void leave(ScopeState state, EpisodeEvent event) {
        HeldHabit held = state.held.get(event.fingerprint());
        if (held != null && held.started().startsAt() == event.startsAt()) {
            state.held.remove(event.fingerprint());
        }
    }

    /** What has consequences is no noise: it is shown, if it is held. */
    static void show(ScopeState state, String fingerprint, long at, List<ScopeOutput> out) {
        HeldHabit held = state.held.get(fingerprint);
        if (held != null) {
            release(state, held, at, out);
        }
    }

    /** The one that breaks with its habit next; null when nothing is held. */
    static HeldHabit next(ScopeState state) {
        return state.held.values().stream().min(FIRST_OVER).orElse(null);
    }

    /** It lasts too long for its habit. */
    static void release(ScopeState state, HeldHabit held, long at, List<ScopeOutput> out) {
        state.held.remove(held.started().fingerprint());
        EpisodeEvent event = held.started().startedAt(at);
        out.add(ScopeDecisions.habitBroken(event));
        Starts.news(state, event, out);
    }
}
