package io.weir.app.sort;

import java.util.Arrays;
import java.util.Comparator;

/** A key and what it is the key of. */
@SuppressWarnings("ArrayRecordComponent")
record Pair(byte[] key, byte[] line) {
    /** By key, then by line; bytes without a sign. */
    static final Comparator<Pair> ORDER =
            Comparator.comparing(Pair::key, Arrays::compareUnsigned).thenComparing(Pair::line, Arrays::compareUnsigned);

    /** Two arrays and the objects around them, beside the bytes themselves. */
    private static final long OVERHEAD = 64;

    long size() {
        return OVERHEAD + key.length + line.length;
    }
}
