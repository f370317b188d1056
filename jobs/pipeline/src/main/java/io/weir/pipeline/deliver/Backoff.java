package io.weir.pipeline.deliver;

import java.io.Serializable;

/**
 * Pauses that double up to a limit, each between half and the whole of it, so that many who failed together do not come
 * back together. The same seed, key and attempt give the same pause.
 *
 * @param firstMs whole first pause, milliseconds
 * @param maxMs longest pause, milliseconds
 * @param seed of the jitter
 */
record Backoff(long firstMs, long maxMs, long seed) implements Serializable {

    /** The pause after the {@code attempt}th failure in a row, counted from 1. */
    long afterMs(String key, int attempt) {
        int doublings = Math.min(attempt - 1, 30);
        long whole = firstMs > maxMs >> doublings ? maxMs : firstMs << doublings;
        long half = whole / 2;
        return whole - Math.floorMod(mix(seed ^ ((long) key.hashCode() << 20) ^ attempt), half + 1);
    }

    /** SplitMix64's finisher. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
