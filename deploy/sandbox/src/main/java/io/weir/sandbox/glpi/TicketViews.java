package io.weir.sandbox.glpi;

import static io.weir.sandbox.glpi.GlpiRows.number;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of several tables put together as {@link GlpiTicket}. */
final class TicketViews {
    private final Tables tables;

    TicketViews(Tables tables) {
        this.tables = tables;
    }

    List<GlpiTicket> all() {
        return tables.atomically(
                () -> tables.all("Ticket").stream().map(this::view).toList());
    }

    Optional<GlpiTicket> one(int id) {
        return tables.atomically(() -> tables.get("Ticket", id).map(this::view));
    }

    private GlpiTicket view(ObjectNode row) {
        int id = number(row, "id");
        return new GlpiTicket(
                id,
                text(row, "name"),
                text(row, "content"),
                number(row, "status"),
                number(row, "priority"),
                number(row, "urgency"),
                number(row, "impact"),
                number(row, "type"),
                number(row, "entities_id"),
                number(row, "itilcategories_id"),
                number(row, "requesttypes_id"),
                number(row, "is_deleted") == 1,
                text(row, "date"),
                text(row, "solvedate"),
                text(row, "closedate"),
                tables.select("ITILFollowup", r -> number(r, "items_id") == id).stream()
                        .map(TicketViews::followup)
                        .toList(),
                tables.select("TicketTask", r -> number(r, "tickets_id") == id).stream()
                        .map(TicketViews::task)
                        .toList(),
                tables.select("ITILSolution", r -> number(r, "items_id") == id).stream()
                        .map(TicketViews::solution)
                        .toList(),
                tables
                        .select(
                                "Ticket_Ticket",
                                r -> number(r, "tickets_id_1") == id || number(r, "tickets_id_2") == id)
                        .stream()
                        .map(r -> new GlpiTicket.Link(
                                number(r, "id"),
                                number(r, "tickets_id_1"),
                                number(r, "tickets_id_2"),
                                number(r, "link")))
                        .toList(),
                actors(id),
                tables.select("Item_Ticket", r -> number(r, "tickets_id") == id).stream()
                        .map(r -> new GlpiTicket.Item(text(r, "itemtype"), number(r, "items_id")))
                        .toList(),
                row.has("externalid") ? text(row, "externalid") : null);
    }

    private List<GlpiTicket.Actor> actors(int id) {
        List<GlpiTicket.Actor> out = new ArrayList<>();
        tables.select("Group_Ticket", r -> number(r, "tickets_id") == id)
                .forEach(r -> out.add(new GlpiTicket.Actor("Group", number(r, "groups_id"), number(r, "type"))));
        tables.select("Ticket_User", r -> number(r, "tickets_id") == id)
                .forEach(r -> out.add(new GlpiTicket.Actor("User", number(r, "users_id"), number(r, "type"))));
        return List.copyOf(out);
    }

    private static GlpiTicket.Followup followup(ObjectNode r) {
        return new GlpiTicket.Followup(
                number(r, "id"),
                text(r, "date"),
                number(r, "users_id"),
                text(r, "content"),
                number(r, "is_private") == 1);
    }

    private static GlpiTicket.Task task(ObjectNode r) {
        return new GlpiTicket.Task(
                number(r, "id"),
                text(r, "date"),
                number(r, "users_id"),
                text(r, "content"),
                number(r, "is_private") == 1,
                text(r, "uuid"),
                number(r, "state"));
    }

    private static GlpiTicket.Solution solution(ObjectNode r) {
        return new GlpiTicket.Solution(
                number(r, "id"),
                text(r, "date_creation"),
                number(r, "users_id"),
                text(r, "content"),
                number(r, "status"));
    }

    private static String text(ObjectNode row, String field) {
        return row.get(field).isNull() ? null : GlpiText.decode(row.get(field).asText());
    }
}
