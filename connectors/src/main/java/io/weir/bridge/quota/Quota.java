package io.weir.bridge.quota;

/**
 * How much of Weir one tenant may have. Rates are per bridge.
 *
 * @param requestsPerSecond HTTP requests, those with alerts and all others counted apart; 0: any number
 * @param alertsPerSecond alerts; 0: any number
 * @param openIdentities alerts that fire at one time; what begins beyond waits for room
 * @param openIncidents most that a rule book may set {@code limits.openIncidents} to
 * @param downtimes that are not over
 * @param ruleBookBytes size of a rule book
 */
public record Quota(
        int requestsPerSecond,
        int alertsPerSecond,
        int openIdentities,
        int openIncidents,
        int downtimes,
        int ruleBookBytes) {
    /** Name of {@link #requestsPerSecond()} in configuration, labels and answers; so are those below. */
    public static final String REQUESTS = "requestsPerSecond";

    public static final String ALERTS = "alertsPerSecond";
    public static final String IDENTITIES = "openIdentities";
    public static final String INCIDENTS = "openIncidents";
    public static final String DOWNTIMES = "downtimes";
    public static final String RULE_BOOK = "ruleBookBytes";

    private static final Quota DEFAULTS = new Quota(0, 0, 1_000_000, 100_000, 100_000, 1 << 20);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the one that makes no sense
     */
    public Quota {
        atLeast(REQUESTS, requestsPerSecond, 0);
        atLeast(ALERTS, alertsPerSecond, 0);
        atLeast(IDENTITIES, openIdentities, 1);
        atLeast(INCIDENTS, openIncidents, 1);
        atLeast(DOWNTIMES, downtimes, 0);
        atLeast(RULE_BOOK, ruleBookBytes, 0);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": expected at least " + least + ", found " + value);
        }
    }

    /** Whether a rate is bounded: then alerts may have to wait at any time. */
    public boolean hasRate() {
        return requestsPerSecond > 0 || alertsPerSecond > 0;
    }

    /** Any rate, and of the rest as much as nobody needs. */
    public static Quota defaults() {
        return DEFAULTS;
    }

    /** With other rates. */
    public Quota withRates(int requests, int alerts) {
        return new Quota(requests, alerts, openIdentities, openIncidents, downtimes, ruleBookBytes);
    }

    /** With room for another number of firing alerts. */
    public Quota withOpenIdentities(int most) {
        return new Quota(requestsPerSecond, alertsPerSecond, most, openIncidents, downtimes, ruleBookBytes);
    }

    /** With other bounds on what people publish. */
    public Quota withDocuments(int incidents, int downtimesAtOnce, int bookBytes) {
        return new Quota(requestsPerSecond, alertsPerSecond, openIdentities, incidents, downtimesAtOnce, bookBytes);
    }
}
