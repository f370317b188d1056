package io.weir.sandbox.glpi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Endpoint;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.http.Request;
import io.weir.sandbox.store.Tables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stand-in that imitates the REST behaviour of GLPI 10 as far as a ticket client meets it. Thread-safe; every write
 * is stored before it is answered.
 */
public final class GlpiSandbox implements Endpoint, AutoCloseable {
    private static final int BODY_LIMIT = 1024 * 1024;

    private final Tables tables;
    private final Sessions sessions;
    private final SessionCalls sessionCalls;
    private final Reads reads;
    private final Writes writes;
    private final Search search;
    private final TicketViews views;
    private volatile String base = "";

    /** @param stateFile where tickets are kept over a restart, or {@code null} to keep them in memory */
    public GlpiSandbox(GlpiOptions options, Path stateFile) {
        tables = new Tables(stateFile);
        new Seeds(tables).plant(options);
        GlpiRows rows = new GlpiRows(tables, options);
        Map<String, ItemRules> rules = rules(rows);
        sessions = new Sessions(options);
        sessionCalls = new SessionCalls(rows);
        reads = new Reads(rows, rules);
        writes = new Writes(rows, rules);
        search = new Search(rows, rules);
        views = new TicketViews(tables);
    }

    private static Map<String, ItemRules> rules(GlpiRows rows) {
        return Map.ofEntries(
                Map.entry("Ticket", new TicketRules(rows)),
                Map.entry("TicketTask", new TaskRules(rows)),
                Map.entry("ITILFollowup", new FollowupRules(rows)),
                Map.entry("ITILSolution", new SolutionRules(rows)),
                Map.entry("Ticket_Ticket", new LinkRules(rows)),
                Map.entry("Group_Ticket", new ActorRules(rows, "Group_Ticket", "groups_id")),
                Map.entry("Ticket_User", new ActorRules(rows, "Ticket_User", "users_id")),
                Map.entry("Item_Ticket", new ItemLinkRules(rows)),
                Map.entry("Computer", new ComputerRules(rows)),
                Map.entry("Entity", new SettingRules(rows, "Entity")),
                Map.entry("Group", new SettingRules(rows, "Group")),
                Map.entry("ITILCategory", new SettingRules(rows, "ITILCategory")),
                Map.entry("RequestType", new SettingRules(rows, "RequestType")),
                Map.entry("State", new SettingRules(rows, "State")),
                Map.entry("User", new SettingRules(rows, "User")));
    }

    /** All tickets by id, those in the trash included. */
    public List<GlpiTicket> tickets() {
        return views.all();
    }

    /** One ticket, also from the trash. */
    public Optional<GlpiTicket> ticket(int id) {
        return views.one(id);
    }

    /** Ends every session, as an idle timeout does: the next call of each client is answered 401. */
    public void expireSessions() {
        sessions.endAll();
    }

    /** Sets the URL that {@code location} headers and documentation pointers start with. */
    public void setBase(String url) {
        base = url;
    }

    @Override
    public String target() {
        return "glpi";
    }

    @Override
    public Optional<String> user(Request request) {
        return sessions.find(request).map(s -> s.user().name());
    }

    @Override
    public Answer endSession(Request request) {
        sessions.end(request);
        return GlpiError.sessionInvalid().answer(base);
    }

    @Override
    public Answer failure(int status) {
        return Answer.json(status, Json.array().add("ERROR").add("sandbox fault"));
    }

    @Override
    public Answer handle(Request request) {
        if (request.body().getBytes(StandardCharsets.UTF_8).length > BODY_LIMIT) {
            return Answer.html(
                    413, "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n</html>\r\n");
        }
        try {
            JsonNode body = body(request);
            sessions.checkAppToken(request);
            List<String> path = request.segments();
            if (path.isEmpty()) {
                return Answer.html(200, "<html><body>REST API</body></html>");
            }
            if (path.get(0).equals("initSession")) {
                return Answer.json(200, Json.object().put("session_token", sessions.login(request, body)));
            }
            Session session = sessions.require(request);
            return tables.atomically(() -> route(session, path, request, body));
        } catch (GlpiError e) {
            return e.answer(base);
        } catch (PhpFatal e) {
            return Answer.html(200, "");
        }
    }

    private JsonNode body(Request request) {
        if (request.body().isEmpty()) {
            return Json.object();
        }
        if (request.method().equals("GET")) {
            throw GlpiError.documented(
                    "ERROR_JSON_PAYLOAD_FORBIDDEN", "GET Request should not have json payload (http body)");
        }
        if (!request.isJson()) {
            return Json.object();
        }
        try {
            return Json.read(request.body());
        } catch (JsonProcessingException e) {
            throw GlpiError.of(400, "ERROR_JSON_PAYLOAD_INVALID", "JSON payload seems not valid");
        }
    }

    private Answer route(Session session, List<String> path, Request request, JsonNode body) {
        String first = path.get(0);
        if (first.equals("killSession")) {
            sessions.end(request);
            return Answer.json(200, BooleanNode.TRUE);
        }
        if (first.equals("getMultipleItems")) {
            return reads.several(session, request, base);
        }
        if (first.equals("search")) {
            return search.run(session, path.size() > 1 ? path.get(1) : "", request);
        }
        return sessionCalls.run(first, session, body).orElseGet(() -> item(session, path, request, body));
    }

    private Answer item(Session session, List<String> path, Request request, JsonNode body) {
        checkItemtype(path.get(0));
        Integer id = path.size() > 1 && path.get(1).matches("\\d{1,9}") ? Integer.valueOf(path.get(1)) : null;
        String child = id != null && path.size() > 2 ? path.get(2) : null;
        if (child != null) {
            checkItemtype(child);
        }
        return switch (request.method()) {
            case "GET" -> read(session, path.get(0), id, child, request);
            case "POST" ->
                writes.add(
                        session,
                        child == null ? path.get(0) : child,
                        input(body),
                        base,
                        RowWriter.wantsOriginal(request));
            case "PUT", "PATCH" -> writes.update(session, path.get(0), id, input(body));
            case "DELETE" -> {
                boolean purge =
                        request.flag("force_purge") || body.path("force_purge").asBoolean(false);
                yield writes.delete(session, path.get(0), id, id == null ? input(body) : body, purge);
            }
            default -> throw GlpiError.documented("ERROR", "Bad Request");
        };
    }

    private Answer read(Session session, String itemtype, Integer id, String child, Request request) {
        if (id == null) {
            return reads.list(session, itemtype, request, base, row -> true);
        }
        return child == null
                ? reads.one(session, itemtype, id, request, base)
                : reads.below(session, itemtype, id, child, request, base);
    }

    private static void checkItemtype(String name) {
        if (!Fields.isItemtype(name)) {
            throw GlpiError.documented(
                    "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM", "resource not found or not an instance of CommonDBTM");
        }
    }

    private static JsonNode input(JsonNode body) {
        JsonNode input = body.path("input");
        if (!input.isContainerNode()) {
            throw GlpiError.badArray();
        }
        return input;
    }

    @Override
    public void close() {
        tables.close();
    }
}
