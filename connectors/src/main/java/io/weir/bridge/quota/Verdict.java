package io.weir.bridge.quota;

/** What becomes of one alert of a tenant that has a quota. */
enum Verdict {
    /** It is written, and within the rate. */
    PASSED,
    /** It is written though it is beyond the rate: nobody has heard of it, or not for a while. */
    PASSED_BEYOND,
    /** It says what is known, and is counted instead of written. */
    FOLDED,
    /** It waits until there are tokens. */
    WAITS_FOR_TOKENS,
    /** It waits until fewer alerts of the tenant fire. */
    WAITS_FOR_ROOM;

    /** Partition of the spill topic for what waits. */
    int partition() {
        return switch (this) {
            case WAITS_FOR_TOKENS -> 0;
            case WAITS_FOR_ROOM -> 1;
            case PASSED, PASSED_BEYOND, FOLDED -> throw new IllegalStateException("does not wait: " + this);
        };
    }

    static Verdict waitingIn(int partition) {
        return partition == 0 ? WAITS_FOR_TOKENS : WAITS_FOR_ROOM;
    }

    boolean waits() {
        return this == WAITS_FOR_TOKENS || this == WAITS_FOR_ROOM;
    }

    boolean passes() {
        return this == PASSED || this == PASSED_BEYOND;
    }
}
