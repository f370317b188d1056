package io.weir.core;

/**
 * A pure, deterministic state machine: time is an argument, waking up is a value, forgetting is a value. It has no
 * clock, no input or output of its own and no randomness, so the same inputs give the same answer everywhere.
 *
 * @param <S> state of one key; null means that nothing is known of the key
 * @param <I> input
 * @param <O> output
 */
public interface Machine<S, I, O> {

    /**
     * Takes one input.
     *
     * @param state what is known of the key, null if nothing; never changed by the call
     * @param input what happened
     * @param at when, in milliseconds of pipeline time; never less than at the call before for the same key
     */
    Step<S, O> accept(S state, I input, long at);

    /**
     * Does what is due.
     *
     * @param state what is known of the key, not null
     * @param at pipeline time; at least the {@code wakeAt} of the step before
     */
    Step<S, O> wake(S state, long at);
}
