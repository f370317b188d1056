package io.weir.bridge.reconcile;

/** One poll of a source, with all that follows from it. */
interface Round {
    /** False when nobody answered well; the next poll then waits longer. */
    boolean run() throws InterruptedException;
}
