package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for computers. Names repeat across entities, so a computer is named by both. */
final class Computers {
    /** GLPI's columns end here; names that are longer are no names. */
    private static final int LONGEST_NAME = 255;

    private final GlpiSession session;

    Computers(GlpiSession session) {
        this.session = session;
    }

    /**
     * A computer.
     *
     * @param id GLPI's id
     * @param name as GLPI has it
     * @param state GLPI's id of its status; 0 for none
     */
    record Computer(int id, String name, int state) {}

    /**
     * The computer of this name in exactly this entity; the oldest one if there are several. Names are compared without
     * regard to case, as host names are; the exact one is preferred.
     */
    Optional<Computer> find(int entity, String name) throws HaltException {
        if (!plausible(name)) {
            return Optional.empty();
        }
        List<JsonNode> rows = session.search(TicketFields.COMPUTER, "name", "^" + name + "$");
        return rows.stream()
                .filter(row -> in(entity, row) && text(row).equalsIgnoreCase(name))
                .min(Comparator.<JsonNode, Boolean>comparing(row -> !text(row).equals(name))
                        .thenComparing(row -> row.path("id").asInt()))
                .map(Computers::computer);
    }

    /** Computers of exactly this entity, at most so many rows looked at. */
    List<Computer> all(int entity, int most) throws HaltException {
        return session.search(TicketFields.COMPUTER, "entities_id", "^" + entity + "$", most).stream()
                .filter(row -> in(entity, row))
                .map(Computers::computer)
                .toList();
    }

    /** The computer with this id; empty when it is gone or in the trash. */
    Optional<Computer> read(String id) throws HaltException {
        return session.get(TicketFields.COMPUTER, id) instanceof GlpiAnswer.Ok ok
                        && ok.body().path("is_deleted").asInt() == 0
                ? Optional.of(computer(ok.body()))
                : Optional.empty();
    }

    /** Names come from alerts: what GLPI's search would read as more than a name is not looked for. */
    private static boolean plausible(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(c -> c == '%' || c == '^' || c == '$' || Character.isISOControl(c));
    }

    private static boolean in(int entity, JsonNode row) {
        return row.path("entities_id").asInt(-1) == entity
                && row.path("is_template").asInt() == 0
                && row.path("is_deleted").asInt() == 0;
    }

    private static String text(JsonNode row) {
        return row.path("name").asText("");
    }

    private static Computer computer(JsonNode row) {
        return new Computer(
                row.path("id").asInt(), text(row), row.path("states_id").asInt());
    }
}
