package io.weir.schema;

import java.util.List;

/** The names of Weir's Kafka topics and the keys of their records. */
public final class Topics {
    /** Normalised alerts and clock ticks. Key: {@link #key}(tenant, fingerprint). */
    public static final String ALERTS = "weir.alerts";
    /** Rule books, downtimes and clock ticks. One partition. Key: {@link #key}(tenant, kind, id, …). */
    public static final String DIRECTIVES = "weir.directives";
    /** Incident revisions. Key: {@link #key}(tenant, incidentId). */
    public static final String INCIDENTS = "weir.incidents";
    /** Remediation decisions. Key: {@link #key}(tenant, incidentId). */
    public static final String REMEDIATIONS = "weir.remediations";
    /** What was done outside. Key: {@link #key}(tenant, incidentId, fingerprint or downtimeId). */
    public static final String RECEIPTS = "weir.receipts";
    /** What was decided and why, and what became of all that was received. Key: {@link #key}(tenant, …). */
    public static final String DECISIONS = "weir.decisions";
    /** What could not be processed, with its bytes. Key: the tenant, or none. */
    public static final String DEAD_LETTERS = "weir.dead-letters";

    /** Brakes and who delivers: newest record per key counts. One partition, compacted. */
    public static final String CONTROL = "weir.control";
    /** Dead letters that somebody wants tried again. Key: {@link #key}(tenant, incidentId), or the tenant. */
    public static final String RETRIES = "weir.retries";

    /** What the names of the topics begin with in which a tenant's alerts wait that are over its quota. */
    public static final String SPILL_PREFIX = "weir.spill.";

    /** Key of a clock tick on {@link #DIRECTIVES}: a compacted topic takes no record without one. */
    public static final String TICK_KEY = "tick";

    private Topics() {}

    /** Where alerts of a tenant wait that are over its quota, as they will lie on {@link #ALERTS}; made when needed. */
    public static String spill(String tenant) {
        return SPILL_PREFIX + tenant;
    }

    /** All topics that are always there. */
    public static List<String> all() {
        return List.of(
                ALERTS, DIRECTIVES, INCIDENTS, REMEDIATIONS, RECEIPTS, DECISIONS, DEAD_LETTERS, CONTROL, RETRIES);
    }

    /** A composed record key. Tenant names and hex ids cannot hold the separator. */
    public static String key(String first, String... more) {
        StringBuilder key = new StringBuilder(first);
        for (String part : more) {
            key.append('|').append(part);
        }
        return key.toString();
    }
}
