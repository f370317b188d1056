package io.weir.sink;

import java.util.List;

/**
 * The states of machines in an inventory. Calls block and never throw for what the inventory does; that is in the answer.
 * Everything may be repeated.
 */
public interface AssetSink extends AutoCloseable {

    /**
     * A machine of a tenant by its name: {@code Found}, {@code Missing}, {@code Retry} or {@code Refused}.
     *
     * @param name as alerts name it
     */
    AssetAnswer find(String tenant, String name);

    /** The names of a tenant's machines: {@code Names}, {@code Retry} or {@code Refused}. */
    AssetAnswer names(String tenant);

    /**
     * Sets a state if the machine is in the expected one: {@code Changed}, {@code Other}, {@code Missing}, {@code Retry}
     * or {@code Refused}. Between the look and the change somebody else may still get in: for a few milliseconds.
     *
     * @param assetId as {@code Found} says
     * @param expected the state it is in now
     * @param next the state it gets
     */
    AssetAnswer change(String tenant, String assetId, int expected, int next);

    /** Ends sessions and connections; does not throw. */
    @Override
    void close();

    /** An answer of the inventory. */
    sealed interface AssetAnswer {

        /**
         * There it is.
         *
         * @param assetId the inventory's id
         * @param state the inventory's id of its state; 0 for none
         */
        record Found(String assetId, int state) implements AssetAnswer {}

        /** There is no such machine, or no longer. */
        record Missing() implements AssetAnswer {}

        /** It is in the wished state; be it that it was already. */
        record Changed() implements AssetAnswer {}

        /** It is in another state than expected; nothing was done. */
        record Other(int state) implements AssetAnswer {}

        /**
         * All there are.
         *
         * @param names sorted
         * @param complete whether these are all, or as many as are looked at
         */
        record Names(List<String> names, boolean complete) implements AssetAnswer {
            public Names {
                names = List.copyOf(names);
            }
        }

        /**
         * Not now.
         *
         * @param reason a stable word
         * @param afterMs do not come back earlier, milliseconds
         */
        record Retry(String reason, long afterMs) implements AssetAnswer {}

        /** The inventory says no, and will again. */
        record Refused(String reason) implements AssetAnswer {}
    }
}
