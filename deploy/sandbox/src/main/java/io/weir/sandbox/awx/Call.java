package io.weir.sandbox.awx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.http.Request;

/** One signed-in request. */
record Call(Request request, Identity identity) {

    AwxUser user() {
        return identity.user();
    }

    /** The request body as an object; no body is an empty one. */
    JsonNode body() {
        if (request.body().isEmpty()) {
            return Json.object();
        }
        if (!request.isJson()) {
            throw AwxError.notJson();
        }
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (JsonProcessingException e) {
            throw AwxError.of(
                    400, "JSON parse error - " + e.getOriginalMessage() + "\nPossible cause: trailing comma.");
        }
        if (!body.isObject()) {
            throw AwxError.of(400, "JSON parse error - not a JSON object");
        }
        return body;
    }
}
