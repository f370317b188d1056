package io.weir.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.intake.Text;
import io.weir.bridge.tenant.Identity;
import java.util.Set;

/** Reads small JSON bodies that say who wants something, and why. */
final class RequestedBy {
    private static final int LONGEST = 500;

    private RequestedBy() {}

    /**
     * The body as an object with none but these fields.
     *
     * @throws Refusal when it is something else
     */
    static JsonNode object(Call call, Set<String> fields, String example) {
        String expected = "expected JSON such as " + example;
        JsonNode body = call.text().isBlank() ? Answer.object() : RequestJson.read(call.body(), expected);
        if (!body.isObject()) {
            throw Refusal.of(null, expected);
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw Refusal.of(name, "not known here; " + expected);
            }
        });
        return body;
    }

    /**
     * A text of the body without blanks around it; null when it is not there.
     *
     * @throws Refusal when it is no text, empty or too long
     */
    static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > LONGEST) {
            throw Refusal.of(field, "expected a text of up to " + LONGEST + " characters");
        }
        return Text.wellFormed(value.asText().strip());
    }

    /** Who: {@code by} of the body, else the source of the credential, else the tenant, else "operator". */
    static String by(JsonNode body, Identity identity) {
        String by = text(body, "by");
        if (by != null) {
            return by;
        }
        if (identity.source() != null) {
            return identity.source();
        }
        return identity.operator() ? "operator" : identity.tenant();
    }
}
