package io.weir.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.awx.AwxSandbox;
import io.weir.sandbox.glpi.GlpiSandbox;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.FaultPlan;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.http.Request;
import io.weir.sandbox.http.RequestLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the sandbox shows of itself: the page, and JSON below {@code /sandbox/}. */
final class ControlPages {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final GlpiSandbox glpi;
    private final AwxSandbox awx;
    private final FaultPlan faults;
    private final RequestLog log;

    ControlPages(GlpiSandbox glpi, AwxSandbox awx, FaultPlan faults, RequestLog log) {
        this.glpi = glpi;
        this.awx = awx;
        this.faults = faults;
        this.log = log;
    }

    Optional<Answer> answer(Request request) {
        List<String> path = request.segments();
        if (path.isEmpty()) {
            return Optional.of(Answer.html(200, page())
                    .with("Content-Security-Policy", POLICY)
                    .with("X-Content-Type-Options", "nosniff")
                    .with("Cache-Control", "no-store"));
        }
        if (!path.get(0).equals("sandbox") || path.size() < 2) {
            return Optional.empty();
        }
        return switch (path.get(1)) {
            case "tickets" -> path.size() == 2 ? json(tickets()) : ticket(path.get(2));
            case "jobs" -> json(Json.tree(awx.jobs()));
            case "requests" -> json(requests());
            case "faults" -> Optional.of(faults(request));
            default -> Optional.empty();
        };
    }

    private static Optional<Answer> json(JsonNode body) {
        return Optional.of(Answer.json(200, body).with("Cache-Control", "no-store"));
    }

    private JsonNode tickets() {
        ArrayNode out = Json.array();
        for (GlpiTicket ticket : glpi.tickets()) {
            ObjectNode row = Json.object().put("id", ticket.id()).put("name", ticket.name());
            row.put("status", ticket.status())
                    .put("priority", ticket.priority())
                    .put("entity", ticket.entity());
            row.put("opened", ticket.opened()).put("solved", ticket.solved()).put("deleted", ticket.deleted());
            out.add(row);
        }
        return out;
    }

    private Optional<Answer> ticket(String id) {
        return id.matches("\\d{1,9}")
                ? glpi.ticket(Integer.parseInt(id)).flatMap(t -> json(Json.tree(t)))
                : Optional.empty();
    }

    private JsonNode requests() {
        ArrayNode out = Json.array();
        log.requests().forEach(r -> {
            ObjectNode row = Json.object().put("number", r.number()).put("target", r.target());
            row.put("method", r.method())
                    .put("path", r.path())
                    .put("body", r.body())
                    .put("user", r.user());
            row.put("at", r.at().toString()).put("status", r.status()).put("fault", r.fault());
            out.add(row);
        });
        return out;
    }

    private Answer faults(Request request) {
        return switch (request.method()) {
            case "GET" -> Answer.json(200, FaultJson.write(faults.active()));
            case "DELETE" -> {
                faults.clear();
                yield Answer.empty(204);
            }
            case "POST" -> addFault(request);
            default -> Answer.text(405, "use GET, POST or DELETE");
        };
    }

    private Answer addFault(Request request) {
        if (!request.isJson()) {
            return Answer.text(415, "the content type must be application/json");
        }
        try {
            faults.add(FaultJson.read(Json.read(request.body())));
            return Answer.json(201, FaultJson.write(faults.active()));
        } catch (JsonProcessingException e) {
            return Answer.text(400, "not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return Answer.text(400, String.valueOf(e.getMessage()));
        }
    }

    private static String page() {
        try (InputStream in = ControlPages.class.getResourceAsStream("page.html")) {
            if (in == null) {
                throw new IllegalStateException("page.html is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
