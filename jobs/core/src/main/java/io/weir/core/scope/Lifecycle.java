package io.weir.core.scope;

import io.weir.core.scope.IncidentState.Phase;
import io.weir.schema.Incident;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where an incident stands, and the table of all that may happen to it. What is not in the table never happens. */
public enum Lifecycle {
    /** Its wait runs, or it has too few alerts; nobody was told. */
    PENDING(Phase.WAITING),
    /** Published, and nothing of what follows. */
    OPEN(Phase.OPEN),
    /** A firing member flaps. */
    FLAPPING(Phase.OPEN),
    /** All that fires in it is under a cause. */
    SUPPRESSED(Phase.OPEN),
    /** A playbook was offered for a member that still fires. */
    REMEDIATING(Phase.OPEN),
    /** All members have been over for long enough. */
    RESOLVED(Phase.RESOLVED),
    /** It came back after a resolve, and nothing of the other open states. */
    REOPENED(Phase.OPEN),
    /** Forgotten. */
    CLOSED(null),
    /** Its alerts went under a cause in another incident. */
    MERGED(Phase.RESOLVED);

    /** Reasons that are no words of a revision, for nothing is published for them alone. */
    static final String BELOW_MIN_ALERTS = "below-min-alerts";

    static final String FLAPS = "alert-flaps";
    static final String ALL_UNDER_CAUSE = "all-under-cause";
    static final String PLAYBOOK_OFFERED = "playbook-offered";
    /** What set it apart is over: no flapping, no cause, no playbook. */
    static final String ORDINARY_AGAIN = "ordinary-again";

    static final String REOPEN_OVER = "reopen-within-over";

    private static final Set<Lifecycle> LIVE = EnumSet.of(OPEN, FLAPPING, SUPPRESSED, REMEDIATING, REOPENED);
    private static final Map<Lifecycle, Map<Lifecycle, Set<String>>> TABLE = new EnumMap<>(Lifecycle.class);

    static {
        allow(PENDING, OPEN, Incident.Reason.WAIT_OVER, Incident.Reason.PERSISTED_PAST_DOWNTIME);
        allow(
                PENDING,
                CLOSED,
                BELOW_MIN_ALERTS,
                Incident.Reason.MOVED_UNDER_CAUSE,
                Incident.Reason.FIRED_AGAIN,
                ScopeDecisions.BURST_ONSET);
        for (Lifecycle from : LIVE) {
            allow(from, FLAPPING, FLAPS);
            allow(from, SUPPRESSED, ALL_UNDER_CAUSE);
            allow(from, REMEDIATING, PLAYBOOK_OFFERED);
            allow(from, MERGED, Incident.Reason.MOVED_UNDER_CAUSE);
        }
        for (Lifecycle from : List.of(OPEN, REOPENED)) {
            // nothing flaps, is under a cause or has a playbook when nothing fires
            allow(
                    from,
                    RESOLVED,
                    Incident.Reason.ALL_RECOVERED,
                    Incident.Reason.GONE_AT_SOURCE,
                    Incident.Reason.WENT_STALE);
        }
        for (Lifecycle from : List.of(FLAPPING, SUPPRESSED, REMEDIATING)) {
            allow(from, OPEN, ORDINARY_AGAIN);
            allow(from, REOPENED, ORDINARY_AGAIN);
        }
        for (Lifecycle from : List.of(RESOLVED, MERGED)) {
            allow(from, REOPENED, Incident.Reason.FIRED_AGAIN, Incident.Reason.RELEASED_BY_CAUSE);
            allow(from, CLOSED, REOPEN_OVER);
        }
    }

    private final Phase phase;

    Lifecycle(Phase phase) {
        this.phase = phase;
    }

    private static void allow(Lifecycle from, Lifecycle to, String... reasons) {
        if (from != to) {
            TABLE.computeIfAbsent(from, f -> new EnumMap<>(Lifecycle.class))
                    .computeIfAbsent(to, t -> new TreeSet<>())
                    .addAll(Arrays.asList(reasons));
        }
    }

    /** The coarse phase, by which deadlines are chosen; null when nothing is left. */
    Phase phase() {
        return phase;
    }

    /** The word of {@link Incident#state()}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Goes on to another state.
     *
     * @param reason one of the reasons that the table names for it
     * @throws IllegalStateException when the table has no such transition
     */
    Lifecycle next(Lifecycle to, String reason) {
        if (!reasons(this, to).contains(reason)) {
            throw new IllegalStateException("no transition from " + word() + " to " + to.word() + " by " + reason);
        }
        return to;
    }

    /** The reasons for which {@code from} becomes {@code to}, sorted; empty when it never does. */
    static Set<String> reasons(Lifecycle from, Lifecycle to) {
        return TABLE.getOrDefault(from, Map.of()).getOrDefault(to, Set.of());
    }
}
