package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.store.Tables;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which entity lies below which, read from the store at each question. */
final class EntityTree {
    private final Tables tables;

    EntityTree(Tables tables) {
        this.tables = tables;
    }

    /** Whether a session may work with items of an entity. */
    boolean isActive(Session session, int entity) {
        int wanted = session.entity();
        int at = entity;
        for (int depth = 0; depth < 50; depth++) {
            Optional<ObjectNode> row = tables.get("Entity", at);
            if (row.isEmpty()) {
                return false;
            }
            if (at == wanted) {
                return at == entity || session.recursive();
            }
            if (at == 0) {
                return false;
            }
            at = row.get().get("entities_id").intValue();
        }
        return false;
    }

    IntStream active(Session session) {
        return tables.all("Entity").stream()
                .mapToInt(row -> row.get("id").intValue())
                .filter(id -> isActive(session, id));
    }

    /** The path from the root, for example {@code Root entity > Tenant A}; empty for an unknown entity. */
    String path(int entity) {
        return tables.get("Entity", entity)
                .map(row -> row.get("completename").textValue())
                .orElse("");
    }
}
