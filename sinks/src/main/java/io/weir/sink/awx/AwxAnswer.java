package io.weir.sink.awx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weir.sink.http.HttpReply;
import java.util.ArrayList;
import java.util.List;

/** What an answer of AWX means. Wordings vary by version, so only codes and shapes count. */
public sealed interface AwxAnswer {

    /** Read; text answers are a text node. */
    record Ok(JsonNode body) implements AwxAnswer {}

    /** Made. */
    record Created(JsonNode body) implements AwxAnswer {}

    /** Taken note of; the effect comes later. */
    record Accepted() implements AwxAnswer {}

    /** Understood and refused; nothing was done. {@code text} has the fields and what is wrong with them. */
    record Rejected(int status, String text) implements AwxAnswer {}

    /** The token or password is not valid (any more); nothing was done. */
    record Unauthorized() implements AwxAnswer {}

    /** We may not; nothing was done. */
    record Forbidden(String text) implements AwxAnswer {}

    /** It does not exist, or we may not know that it does. */
    record NotFound() implements AwxAnswer {}

    /** The address is not quite the API's, most often for want of its last slash; nothing was done. */
    record Redirect(String location) implements AwxAnswer {}

    /** Asked to come back later; nothing was done. */
    record Throttled() implements AwxAnswer {}

    /** Whatever was asked for may have been done or not. */
    record Unknown(String what) implements AwxAnswer {}

    /** Classifies an answer. */
    static AwxAnswer of(HttpReply reply) {
        JsonNode body = Body.parse(reply);
        return switch (reply.status()) {
            case 200 -> ok(reply, body);
            case 201 -> body.isObject() ? new Created(body) : new Unknown("created-without-body");
            case 202, 204 -> new Accepted();
            case 401 -> new Unauthorized();
            case 403 -> new Forbidden(Body.text(body));
            case 404 -> new NotFound();
            case 429 -> new Throttled();
            default -> other(reply, body);
        };
    }

    /** Whether this answer shows an AWX that works, be it that it says no. */
    static boolean healthy(AwxAnswer answer) {
        return !(answer instanceof Unknown || answer instanceof Throttled);
    }

    /** A no in words, for people. */
    default String describe() {
        if (this instanceof Rejected no) {
            return "AWX says " + no.status() + ": " + no.text();
        }
        if (this instanceof Forbidden no) {
            return "our AWX user may not: " + no.text();
        }
        return "AWX does not know what we ask for";
    }

    private static AwxAnswer ok(HttpReply reply, JsonNode body) {
        if (reply.contentType().equals("text/plain")) {
            return new Ok(TextNode.valueOf(reply.body()));
        }
        return body.isMissingNode() ? new Unknown("page-instead-of-answer") : new Ok(body);
    }

    private static AwxAnswer other(HttpReply reply, JsonNode body) {
        int status = reply.status();
        if (status >= 300 && status < 400) {
            return new Redirect(reply.location() == null ? "" : reply.location());
        }
        if (status >= 400 && status < 500) {
            return new Rejected(status, Body.text(body));
        }
        return new Unknown("status-" + status);
    }

    /** Reading of bodies. */
    final class Body {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final int LONGEST = 1_000;

        private Body() {}

        private static JsonNode parse(HttpReply reply) {
            if (!reply.json() || reply.body().isBlank()) {
                return MissingNode.getInstance();
            }
            try {
                return JSON.readTree(reply.body());
            } catch (JsonProcessingException e) {
                // a body that is not what its type says is no answer of AWX
                return MissingNode.getInstance();
            }
        }

        /** Error values are a text or a list of texts, under the field's name. */
        private static String text(JsonNode body) {
            List<String> parts = new ArrayList<>();
            body.properties().forEach(field -> {
                List<String> values = new ArrayList<>();
                if (field.getValue().isArray()) {
                    field.getValue().forEach(value -> values.add(value.asText()));
                } else {
                    values.add(field.getValue().asText());
                }
                parts.add(field.getKey() + ": " + String.join(" ", values));
            });
            String text = String.join("; ", parts);
            return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        }
    }
}
