package io.weir.core;

import java.util.ArrayList;
import java.util.List;

/**
 * A machine that takes all inputs up to an instant at once, in order of time, and does what is due between them at its
 * own instant. How the inputs were cut into bursts makes no difference to the answer; an input and a waking at the same
 * instant come in this order.
 *
 * @param <S> state; worked on as a copy, so the caller's is never changed, unless it is given away
 * @param <I> one input
 * @param <O> output
 */
public abstract class ChronologicalMachine<S, I, O> implements Machine<S, List<I>, O> {

    /** A state that knows nothing, or a deep enough copy of {@code state}. */
    protected abstract S thaw(S state);

    /** Whether nothing worth keeping is left. */
    protected abstract boolean isEmpty(S state);

    /** When something is due; null when nothing is. */
    protected abstract Long dueAt(S state);

    /** Does the one thing that is due first; {@code at} is its instant. Must move {@link #dueAt} on. */
    protected abstract void due(S state, long at, List<O> out);

    /** Takes one input. */
    protected abstract void take(S state, I input, List<O> out);

    /** The instant of an input. */
    protected abstract long timeOf(I input);

    /** @param burst sorted by time; none later than {@code at} */
    @Override
    public final Step<S, O> accept(S state, List<I> burst, long at) {
        return work(thaw(state), burst, at);
    }

    /**
     * {@link #accept} without a copy.
     *
     * @param state given away: it is changed, and only that of the step counts from now on; null where there is none
     */
    public final Step<S, O> goOn(S state, List<I> burst, long at) {
        return work(state == null ? thaw(null) : state, burst, at);
    }

    /** A state that goes on by itself: neither is changed by what becomes of the other. */
    public final S copyOf(S state) {
        return thaw(state);
    }

    private Step<S, O> work(S work, List<I> burst, long at) {
        List<O> out = new ArrayList<>();
        for (I input : burst) {
            catchUp(work, timeOf(input) - 1, out);
            take(work, input, out);
        }
        catchUp(work, at, out);
        return isEmpty(work) ? Step.forget(out) : new Step<>(work, out, dueAt(work));
    }

    /** When a state that it has given back once, and that may have been stored since, wants to be woken; null for never. */
    public final Long wakeAt(S state) {
        return dueAt(state);
    }

    @Override
    public final Step<S, O> wake(S state, long at) {
        return accept(state, List.of(), at);
    }

    private void catchUp(S work, long upTo, List<O> out) {
        for (Long due = dueAt(work); due != null && due <= upTo; due = dueAt(work)) {
            due(work, due, out);
        }
    }
}
