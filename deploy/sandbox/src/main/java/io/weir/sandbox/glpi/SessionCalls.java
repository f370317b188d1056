package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import java.util.Optional;

/** The calls about the session itself: profile and active entities. */
final class SessionCalls {
    private final GlpiRows rows;

    SessionCalls(GlpiRows rows) {
        this.rows = rows;
    }

    /** The answer, or empty when the call is not one of these. */
    Optional<Answer> run(String name, Session session, JsonNode body) {
        return switch (name) {
            case "getMyProfiles" ->
                json(Json.object().set("myprofiles", Json.array().add(profile(session))));
            case "getActiveProfile" -> json(Json.object().set("active_profile", profile(session)));
            case "getMyEntities" -> json(Json.object().set("myentities", entities()));
            case "getActiveEntities" -> json(Json.object().set("active_entity", active(session)));
            case "changeActiveEntities" -> json(BooleanNode.valueOf(change(session, body)));
            default -> Optional.empty();
        };
    }

    private static Optional<Answer> json(JsonNode body) {
        return Optional.of(Answer.json(200, body));
    }

    private static ObjectNode profile(Session session) {
        return session.isAdmin()
                ? Json.object().put("id", 4).put("name", "Super-Admin")
                : Json.object().put("id", 6).put("name", "Technician");
    }

    private ArrayNode entities() {
        ArrayNode out = Json.array();
        for (ObjectNode row : rows.tables.all("Entity")) {
            int id = GlpiRows.number(row, "id");
            out.add(Json.object().put("id", id).put("name", GlpiText.encode(rows.entities.path(id))));
        }
        return out;
    }

    private ObjectNode active(Session session) {
        ObjectNode out = Json.object().put("id", session.entity()).put("active_entity_recursive", session.recursive());
        ArrayNode list = out.putArray("active_entities");
        rows.entities.active(session).forEach(id -> list.add(Json.object().put("id", id)));
        return out;
    }

    private boolean change(Session session, JsonNode body) {
        JsonNode recursive = body.path("is_recursive");
        if (!recursive.isMissingNode() && !recursive.isBoolean()) {
            throw GlpiError.documented("ERROR", "Bad Request");
        }
        if (!body.has("entities_id")) {
            session.work(0, true);
            return true;
        }
        int entity = body.get("entities_id").asInt(0);
        if (rows.tables.get("Entity", entity).isEmpty()) {
            return false;
        }
        session.work(entity, recursive.asBoolean(false));
        return true;
    }
}
