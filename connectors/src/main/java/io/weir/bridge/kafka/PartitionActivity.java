package io.weir.bridge.kafka;

import java.util.concurrent.atomic.AtomicLongArray;

/** When each partition of one topic last acknowledged something of ours, on the JVM's monotonic clock. */
final class PartitionActivity {
    private static final long NEVER = Long.MIN_VALUE;

    private volatile AtomicLongArray lastAck = new AtomicLongArray(0);

    /** Grows to {@code partitions}; new ones have never acknowledged. */
    synchronized void resize(int partitions) {
        AtomicLongArray now = lastAck;
        if (partitions <= now.length()) {
            return;
        }
        AtomicLongArray grown = new AtomicLongArray(partitions);
        for (int i = 0; i < partitions; i++) {
            grown.set(i, i < now.length() ? now.get(i) : NEVER);
        }
        lastAck = grown;
    }

    void acknowledged(int partition, long nanoTime) {
        AtomicLongArray now = lastAck;
        if (partition < now.length()) {
            now.lazySet(partition, nanoTime);
        }
    }

    int partitions() {
        return lastAck.length();
    }

    /** Nanoseconds since {@code partition} last acknowledged; {@link Long#MAX_VALUE} when it never did. */
    long quietFor(int partition, long nanoTime) {
        long last = lastAck.get(partition);
        return last == NEVER ? Long.MAX_VALUE : nanoTime - last;
    }

    /** The longest {@link #quietFor} of all partitions; {@link Long#MAX_VALUE} when there is none. */
    long longestQuiet(long nanoTime) {
        AtomicLongArray now = lastAck;
        long longest = now.length() == 0 ? Long.MAX_VALUE : 0;
        for (int i = 0; i < now.length(); i++) {
            longest = Math.max(longest, quietFor(i, nanoTime));
        }
        return longest;
    }
}
