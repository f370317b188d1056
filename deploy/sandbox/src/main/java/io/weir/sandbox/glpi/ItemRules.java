package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is particular to one item type. The defaults are those of a plain row that belongs to an entity. */
class ItemRules {
    final GlpiRows rows;

    ItemRules(GlpiRows rows) {
        this.rows = rows;
    }

    /** Whether a session may read this item type at all. */
    boolean readable(Session session) {
        return true;
    }

    /** Whether a session sees this row. */
    boolean visible(Session session, ObjectNode row) {
        return true;
    }

    /** Checks and completes a new row. Throws {@link Refused} to say no. */
    void beforeAdd(Session session, JsonNode input, ObjectNode row) {}

    /** What else happens once the row is stored. */
    void afterAdd(Session session, JsonNode input, ObjectNode row) {}

    /** The text beside the new id. */
    String added(ObjectNode row) {
        return "";
    }

    /** Checks and completes a changed row. Throws {@link Refused} to say no. */
    void beforeUpdate(Session session, JsonNode input, ObjectNode old, ObjectNode row) {}

    /** What else happens once the change is stored. */
    void afterUpdate(Session session, JsonNode input, ObjectNode old, ObjectNode row) {}

    /** Throws {@link Refused} when this session may not delete. */
    void beforeDelete(Session session, ObjectNode row) {
        if (!session.isAdmin()) {
            throw Refused.permission();
        }
    }

    /** What else goes when the row is gone for good. */
    void afterPurge(ObjectNode row) {}
}
