package io.weir.sandbox.glpi;

/** What a user may do. */
public enum GlpiProfile {
    /** May work on tickets; may not delete them, set a priority at creation, or touch entities and states. */
    TECHNICIAN,
    /** May do everything. */
    SUPER_ADMIN
}
