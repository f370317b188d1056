package io.weir.bridge.view;

import java.util.Locale;

/** Which alerts a list shows. */
public enum AlertStatusFilter {
    ALL,
    FIRING,
    RESOLVED,
    HELD;

    /** The lower-case word of the query and of the answer. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takes(String state) {
        return this == ALL || word().equals(state);
    }
}
