package io.weir.app.compare;

import java.util.Locale;

/** What is measured of a run; the order is that of its documents. */
public enum Figure {
    /** Observations received; unknown when the job told no account. */
    ALERTS(Unit.COUNT, Better.NEITHER),
    /** Alerts that fired, each time once. */
    EPISODES(Unit.COUNT, Better.NEITHER),
    /** Incidents that were published. */
    INCIDENTS(Unit.COUNT, Better.LOWER),
    /** Tickets: today each published incident is one. */
    TICKETS(Unit.COUNT, Better.LOWER),
    /** Revisions after the first that leave the incident open: a follow-up each, when the ticket keeps up. */
    FOLLOW_UPS(Unit.COUNT, Better.LOWER),
    /** 1 − tickets / episodes; unknown without an episode. */
    NOISE_REDUCTION(Unit.SHARE, Better.HIGHER),
    /** From the first alert received to the ticket: half of all tickets took no longer. Unknown without a ticket. */
    TIME_TO_TICKET_P50_MS(Unit.MS, Better.LOWER),
    /** Nine of ten tickets took no longer. */
    TIME_TO_TICKET_P90_MS(Unit.MS, Better.LOWER),
    /** The slowest ticket. */
    TIME_TO_TICKET_MAX_MS(Unit.MS, Better.LOWER),
    /** Tickets opened in the night. */
    NIGHT_TICKETS(Unit.COUNT, Better.LOWER),
    /** How often an incident came back after its resolve. */
    REOPENED(Unit.COUNT, Better.LOWER),
    /** Playbooks asked for. */
    REMEDIATIONS_REQUESTED(Unit.COUNT, Better.NEITHER),
    /** Playbooks refused by the correlation, and those asked for that a known guardrail would refuse. */
    REMEDIATIONS_REFUSED(Unit.COUNT, Better.NEITHER),
    /** Episodes that are critical or worse, as far as the severity is known. */
    CRITICAL_EPISODES(Unit.COUNT, Better.NEITHER),
    /** Of those, how many are in no ticket. */
    MISSED_CRITICAL(Unit.COUNT, Better.LOWER),
    /** Incidents that are open at the end. */
    UNRESOLVED(Unit.COUNT, Better.LOWER);

    /** What a figure is counted in. */
    public enum Unit {
        COUNT,
        /** Milliseconds. */
        MS,
        /** A part of 1. */
        SHARE;

        /** The word in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which direction people want. */
    public enum Better {
        LOWER,
        HIGHER,
        /** It says something, and neither is good or bad. */
        NEITHER;

        /** The word in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Unit unit;
    private final Better better;

    Figure(Unit unit, Better better) {
        this.unit = unit;
        this.better = better;
    }

    public Unit unit() {
        return unit;
    }

    public Better better() {
        return better;
    }

    /** The name in conditions: {@code time-to-ticket-p50-ms}. */
    public String kebab() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name in documents: {@code timeToTicketP50Ms}. */
    public String camel() {
        StringBuilder camel = new StringBuilder();
        for (String word : kebab().split("-")) {
            camel.append(camel.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }
}
