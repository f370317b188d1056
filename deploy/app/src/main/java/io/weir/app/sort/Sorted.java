package io.weir.app.sort;

import java.io.Closeable;
import java.io.IOException;

/** Pairs in order, one after the other: stands before the first one at first. */
public interface Sorted extends Closeable {
    /** Goes on to the next pair; false behind the last one. */
    boolean next() throws IOException;

    /** The key of the pair it stands at. */
    byte[] key();

    /** The line of the pair it stands at. */
    byte[] line();
}
