package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The actor fields of a ticket input, such as {@code _groups_id_assign}: one id or a list of ids. */
final class TicketActors {
    private static final List<String> ROLES = List.of("requester", "assign", "observer");

    private final GlpiRows rows;

    TicketActors(GlpiRows rows) {
        this.rows = rows;
    }

    static boolean assigns(JsonNode input) {
        return !ids(input, "_groups_id_assign").isEmpty()
                || !ids(input, "_users_id_assign").isEmpty()
                || input.path("_itil_assign").isObject();
    }

    void store(int ticket, JsonNode input) {
        for (int type = 1; type <= ROLES.size(); type++) {
            String role = ROLES.get(type - 1);
            for (int group : ids(input, "_groups_id_" + role)) {
                add("Group_Ticket", "groups_id", ticket, group, type);
            }
            for (int user : ids(input, "_users_id_" + role)) {
                add("Ticket_User", "users_id", ticket, user, type);
            }
        }
        JsonNode assign = input.path("_itil_assign");
        if (assign.path("_type").asText().equals("group")) {
            add("Group_Ticket", "groups_id", ticket, assign.path("groups_id").asInt(), 2);
        } else if (assign.path("_type").asText().equals("user")) {
            add("Ticket_User", "users_id", ticket, assign.path("users_id").asInt(), 2);
        }
    }

    private void add(String table, String field, int ticket, int actor, int type) {
        boolean there = rows.tables.any(
                table,
                r -> GlpiRows.number(r, "tickets_id") == ticket
                        && GlpiRows.number(r, field) == actor
                        && GlpiRows.number(r, "type") == type);
        if (!there) {
            ObjectNode row = Fields.defaults(table);
            rows.tables.insert(
                    table, row.put("tickets_id", ticket).put(field, actor).put("type", type));
        }
    }

    private static List<Integer> ids(JsonNode input, String field) {
        JsonNode value = input.path(field);
        List<Integer> out = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(v -> out.add(v.asInt()));
        } else if (!value.isMissingNode()) {
            out.add(value.asInt());
        }
        out.removeIf(id -> id <= 0);
        return out;
    }
}
