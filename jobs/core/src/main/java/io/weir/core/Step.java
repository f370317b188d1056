package io.weir.core;

import java.util.List;

/**
 * What a machine decided.
 *
 * @param next the new state; null means forget the key
 * @param out outputs in order
 * @param wakeAt when to call {@link Machine#wake}, in milliseconds of pipeline time; null means not at all
 * @param <S> state
 * @param <O> output
 */
public record Step<S, O>(S next, List<O> out, Long wakeAt) {

    /** Nothing is known of the key any more. */
    public static <S, O> Step<S, O> forget(List<O> out) {
        return new Step<>(null, out, null);
    }
}
