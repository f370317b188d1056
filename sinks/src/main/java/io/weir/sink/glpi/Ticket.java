package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A ticket as GLPI has it.
 *
 * @param id the ticket
 * @param status GLPI's number
 * @param content description
 * @param deleted whether it is in the trash
 */
record Ticket(String id, int status, String content, boolean deleted) {
    static final int NEW = 1;
    static final int ASSIGNED = 2;
    static final int SOLVED = 5;
    static final int CLOSED = 6;

    /** Reads an item. */
    static Ticket of(JsonNode item) {
        return new Ticket(
                item.path("id").asText(),
                item.path("status").asInt(),
                item.path("content").asText(""),
                item.path("is_deleted").asInt() == 1);
    }

    /** Whether it is solved or closed. */
    boolean over() {
        return status >= SOLVED;
    }

    boolean closed() {
        return status >= CLOSED;
    }

    /** The same ticket after its status was changed. */
    Ticket with(int newStatus) {
        return new Ticket(id, newStatus, content, deleted);
    }
}
