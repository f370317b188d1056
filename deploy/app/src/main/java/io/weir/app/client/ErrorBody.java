package io.weir.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.app.text.Harmless;
import java.util.ArrayList;
import java.util.List;

/** What the bridge says when it refuses, for people. It may quote an alert: nothing of it paints the terminal. */
final class ErrorBody {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 500;

    private ErrorBody() {}

    /** One sentence, or one line per problem, each naming its field. */
    static String sentence(String body) {
        JsonNode error;
        try {
            error = JSON.readTree(body).path("error");
        } catch (JsonProcessingException notOurs) {
            error = null;
        }
        if (error == null || !error.isObject()) {
            return Harmless.line(body.length() > LONGEST ? body.substring(0, LONGEST) + "…" : body.strip());
        }
        List<String> lines = new ArrayList<>();
        error.path("problems").forEach(problem -> lines.add(line(problem)));
        if (!lines.isEmpty()) {
            return String.join("\n  ", lines);
        }
        String field = error.path("field").asText("");
        return Harmless.line(
                (field.isEmpty() ? "" : field + ": ") + error.path("message").asText(body));
    }

    private static String line(JsonNode problem) {
        String remedy = problem.path("remedy").asText("");
        return Harmless.line(problem.path("path").asText("document") + ": "
                + problem.path("message").asText() + (remedy.isEmpty() ? "" : " — " + remedy));
    }
}
