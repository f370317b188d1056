package io.weir.pipeline.correlate;

/** How the states of an operator lie in Flink's keyed state; all of it is about the current key. */
interface StateShelf<S> {
    /** The state, to be worked on; null when there is none. */
    S read() throws Exception;

    /** Puts a state there. It may be worked on afterwards: what Flink was given does not change with it. */
    void write(S state) throws Exception;

    /** Forgets the state. */
    void clear() throws Exception;
}
