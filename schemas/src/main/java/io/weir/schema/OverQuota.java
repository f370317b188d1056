package io.weir.schema;

/**
 * The alert that a bridge raises for a tenant that sends more than its quota. Nobody else can: what is sent from outside
 * never has {@link #SOURCE}, whatever its labels say.
 */
public final class OverQuota {
    /** {@link Alert#source()} of what Weir itself observes. */
    public static final String SOURCE = "weir";
    /** Its {@code alertname}. */
    public static final String ALERTNAME = "WeirOverQuota";
    /** The label that names the quota, as the configuration does. */
    public static final String QUOTA = "quota";

    private OverQuota() {}

    /** Whether this is one. */
    public static boolean is(Alert alert) {
        return SOURCE.equals(alert.source());
    }

    /** Whether this member of an incident is one. */
    public static boolean is(Member member) {
        return SOURCE.equals(member.source());
    }
}
