package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sink.text.TicketText;

/**
 * A ticket as GLPI has it.
 *
 * @param id the ticket
 * @param status GLPI's number
 * @param name title
 * @param content description
 * @param rank urgency, impact and priority
 * @param category ITIL category; 0 for none
 * @param entity where it is
 * @param recipient user who wrote it in
 * @param updater user who changed it last; 0 when it was none
 * @param deleted whether it is in the trash
 */
record Ticket(
        String id,
        int status,
        String name,
        String content,
        Rank rank,
        int category,
        int entity,
        int recipient,
        int updater,
        boolean deleted) {
    static final String DELETED = "deleted";
    static final int NEW = 1;
    static final int ASSIGNED = 2;
    static final int SOLVED = 5;
    static final int CLOSED = 6;

    /** Urgency and impact, and the priority that GLPI makes of them or a person sets. */
    record Rank(int urgency, int impact, int priority) {}

    /** Reads an item. */
    static Ticket of(JsonNode item) {
        return new Ticket(
                item.path("id").asText(),
                item.path("status").asInt(),
                item.path("name").asText(""),
                item.path("content").asText(""),
                new Rank(
                        item.path("urgency").asInt(),
                        item.path("impact").asInt(),
                        item.path("priority").asInt()),
                item.path("itilcategories_id").asInt(),
                item.path("entities_id").asInt(),
                item.path("users_id_recipient").asInt(),
                item.path("users_id_lastupdater").asInt(),
                item.path("is_deleted").asInt() == 1);
    }

    /** Whether it is solved or closed. */
    boolean over() {
        return status >= SOLVED;
    }

    boolean closed() {
        return status >= CLOSED;
    }

    /** Whether we were the last to touch it. */
    boolean lastTouchedByUs() {
        return updater == recipient;
    }

    /** Whether its title bears the key of this incident. */
    boolean bears(String incidentId) {
        return name.startsWith(TicketText.titleKey(incidentId));
    }

    /** The same ticket after its status was changed. */
    Ticket with(int newStatus) {
        return new Ticket(id, newStatus, name, content, rank, category, entity, recipient, updater, deleted);
    }

    /** GLPI's status in a word; null for a number that GLPI itself does not use. */
    String word() {
        if (deleted) {
            return DELETED;
        }
        return switch (status) {
            case NEW -> "new";
            case ASSIGNED -> "assigned";
            case 3 -> "planned";
            case 4 -> "pending";
            case SOLVED -> "solved";
            case CLOSED -> "closed";
            default -> null;
        };
    }

    /**
     * Changes with everything that a person may do to what we keep current. Not with the time of the last change: a
     * comment, or a line of ours, is no reason to look again.
     */
    String version() {
        return status + "." + entity + "." + (deleted ? 1 : 0) + "." + rank.urgency() + rank.impact() + rank.priority()
                + "." + Print.of(name, content);
    }
}
