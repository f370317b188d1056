package io.weir.sink.glpi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.sink.http.HttpReply;
import java.util.Locale;
import java.util.Set;

/**
 * What an answer of GLPI means. GLPI answers 200 with HTML when its database is down or it is in maintenance, and 200
 * with nothing when PHP died, so nothing counts as success but the status, the content type and the body together.
 * Texts are never looked at: they are in the API user's language.
 */
public sealed interface GlpiAnswer {

    /** Written; GLPI gave it this id. */
    record Created(String id) implements GlpiAnswer {}

    /** Read, or updated. */
    record Ok(JsonNode body) implements GlpiAnswer {}

    /** The session is over; nothing was done. */
    record SessionInvalid() implements GlpiAnswer {}

    /** Tokens, rights, addresses or proxies are not set up right; nothing was done, and no order will get further. */
    record Misconfigured(String code) implements GlpiAnswer {

        /** Whether it is about the application token. */
        boolean appToken() {
            return code.contains("APP_TOKEN");
        }
    }

    /** We may not see this item, or no item of its kind; nothing was done. */
    record Forbidden(String code) implements GlpiAnswer {}

    /** GLPI understood and said no; nothing was done. */
    record Rejected(String code, String text) implements GlpiAnswer {}

    /** There is no such item. */
    record NotFound() implements GlpiAnswer {}

    /** Asked to come back later; nothing was done. */
    record Throttled() implements GlpiAnswer {}

    /** Whatever was asked for may have been done or not. */
    record Unknown(String what) implements GlpiAnswer {

        /** Whether this says something of GLPI as a whole, and not only of what was asked for. */
        boolean everybody() {
            return !what.equals(EMPTY) && !what.equals(NO_ID);
        }
    }

    /** {@link Unknown#what()} of GLPI's maintenance page. */
    String MAINTENANCE = "maintenance";
    /** {@link Unknown#what()} of nothing at all: PHP died of what was asked for. */
    String EMPTY = "empty-answer";
    /** {@link Unknown#what()} of a success that names nothing. */
    String NO_ID = "created-without-id";

    /** Classifies an answer. */
    static GlpiAnswer of(HttpReply reply) {
        JsonNode body = Body.parse(reply);
        return switch (reply.status()) {
            case 200, 206 -> body.isMissingNode() ? notJson(reply) : new Ok(body);
            case 201 -> created(body);
            case 400 -> badRequest(body);
            case 401 -> unauthorized(body);
            case 403 ->
                body.isMissingNode() ? new Misconfigured("forbidden") : new Forbidden(Body.code(body, "forbidden"));
            case 404 ->
                Body.code(body, "").equals("ERROR_ITEM_NOT_FOUND")
                        ? new NotFound()
                        : new Misconfigured(Body.code(body, "not-the-api"));
            case 413 -> new Rejected("too-large", "the web server takes no body of this size");
            case 429 -> new Throttled();
            default -> other(reply.status());
        };
    }

    /** Whether this answer shows a GLPI that works, be it that it says no. */
    static boolean healthy(GlpiAnswer answer) {
        return !(answer instanceof Unknown || answer instanceof Misconfigured || answer instanceof Throttled);
    }

    private static GlpiAnswer created(JsonNode body) {
        JsonNode id = body.path("id");
        return id.isIntegralNumber() && id.longValue() > 0 ? new Created(id.asText()) : new Unknown(NO_ID);
    }

    private static GlpiAnswer badRequest(JsonNode body) {
        String code = Body.code(body, "");
        if (code.isEmpty() || Body.SETUP.contains(code)) {
            return new Misconfigured(code.isEmpty() ? "bad-request" : code);
        }
        return new Rejected(code, Body.text(body));
    }

    private static GlpiAnswer unauthorized(JsonNode body) {
        String code = Body.code(body, "unauthorized");
        return code.equals("ERROR_SESSION_TOKEN_INVALID") ? new SessionInvalid() : new Misconfigured(code);
    }

    private static GlpiAnswer notJson(HttpReply reply) {
        if (reply.body().isBlank()) {
            return new Unknown(EMPTY);
        }
        boolean maintenance = reply.body().toUpperCase(Locale.ROOT).contains("MAINTENANCE");
        return new Unknown(maintenance ? MAINTENANCE : "page-instead-of-answer");
    }

    private static GlpiAnswer other(int status) {
        if (status >= 300 && status < 400) {
            return new Misconfigured("redirect");
        }
        if (status >= 400 && status < 500) {
            return new Misconfigured("status-" + status);
        }
        return new Unknown("status-" + status);
    }

    /** Reading of bodies. */
    final class Body {
        /** Codes that every call would get until a person changes the set-up. */
        private static final Set<String> SETUP = Set.of(
                "ERROR",
                "ERROR_LOGIN_PARAMETERS_MISSING",
                "ERROR_GLPI_LOGIN",
                "ERROR_GLPI_LOGIN_USER_TOKEN",
                "ERROR_APP_TOKEN_PARAMETERS_MISSING",
                "ERROR_WRONG_APP_TOKEN_PARAMETER",
                "ERROR_LOGIN_WITH_CREDENTIALS_DISABLED",
                "ERROR_NOT_ALLOWED_IP",
                // we always send one: something on the way drops it, and another login would not help
                "ERROR_SESSION_TOKEN_MISSING");

        private static final ObjectMapper JSON = new ObjectMapper();

        private Body() {}

        private static JsonNode parse(HttpReply reply) {
            if (!reply.json() || reply.body().isBlank()) {
                return MissingNode.getInstance();
            }
            try {
                return JSON.readTree(reply.body());
            } catch (JsonProcessingException e) {
                // a body that is not what its type says is no answer of GLPI's API
                return MissingNode.getInstance();
            }
        }

        private static String code(JsonNode body, String otherwise) {
            JsonNode code = body.path(0);
            return code.isTextual() ? code.asText() : otherwise;
        }

        private static String text(JsonNode body) {
            JsonNode text = body.path(1);
            return text.isTextual() ? text.asText() : "";
        }
    }
}
