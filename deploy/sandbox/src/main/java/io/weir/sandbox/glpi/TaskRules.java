package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Tasks of a ticket. Their {@code uuid} is unique over the whole store, whatever the case. */
final class TaskRules extends ItemRules {
    TaskRules(GlpiRows rows) {
        super(rows);
    }

    @Override
    void beforeAdd(Session session, JsonNode input, ObjectNode row) {
        ObjectNode ticket = rows.writableTicket(session, GlpiRows.number(row, "tickets_id"));
        if (TicketStatus.of(ticket) == TicketStatus.CLOSED) {
            throw Refused.permission();
        }
        if (row.get("uuid").asText().isEmpty()) {
            row.put("uuid", UUID.randomUUID().toString());
        }
        checkUuid(input, row);
        row.put("users_id", session.user().id());
        if (row.get("date").isNull()) {
            row.put("date", GlpiText.now());
        }
    }

    @Override
    void afterAdd(Session session, JsonNode input, ObjectNode row) {
        rows.touch(session, GlpiRows.number(row, "tickets_id"));
    }

    @Override
    void beforeUpdate(Session session, JsonNode input, ObjectNode old, ObjectNode row) {
        rows.writableTicket(session, GlpiRows.number(row, "tickets_id"));
        if (input.has("uuid")) {
            checkUuid(input, row);
        }
        row.put("users_id_editor", session.user().id());
    }

    private void checkUuid(JsonNode input, ObjectNode row) {
        String uuid = row.get("uuid").asText();
        if (uuid.codePointCount(0, uuid.length()) > 255) {
            throw new Refused("Data too long for column 'uuid' at row 1");
        }
        int id = GlpiRows.number(row, "id");
        boolean taken = rows.tables.any(
                "TicketTask",
                other -> GlpiRows.number(other, "id") != id
                        && other.get("uuid").asText().equalsIgnoreCase(uuid));
        if (taken) {
            throw Refused.duplicate(input.path("uuid").asText(uuid), "uuid");
        }
    }

    @Override
    void beforeDelete(Session session, ObjectNode row) {
        rows.writableTicket(session, GlpiRows.number(row, "tickets_id"));
    }
}
