package io.weir.bridge.tenant;

import java.util.Locale;

/** What a tenant's token may do; each role includes those before it. */
public enum Role {
    /** Posts alerts, and nothing else: for what sends them. */
    INGEST(0),
    /** Reads everything of the tenant, sets downtimes and the brake, acknowledges, retries: for people on call. */
    OPERATOR(1),
    /** Publishes rule books and topologies too. */
    ADMIN(2);

    private final int level;

    Role(int level) {
        this.level = level;
    }

    /** Whether a token of this role may do what takes {@code needed}. */
    public boolean includes(Role needed) {
        return level >= needed.level;
    }

    /** Its word in the configuration and in messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
