package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.text.Harmless;
import io.weir.app.text.Table;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Dead letters as text for people. What is in them is hostile: nothing of it may paint the terminal. */
final class LetterText {
    private final PrintWriter out;

    LetterText(PrintWriter out) {
        this.out = out;
    }

    void list(List<JsonNode> letters) {
        Table table = new Table("ID", "AT", "STAGE", "REASON", "SOURCE", "INCIDENT", "RETRIED", "DETAIL");
        for (JsonNode letter : letters) {
            table.row(
                    letter.path("id").asText(),
                    letter.path("at").asText(),
                    letter.path("stage").asText(),
                    letter.path("reason").asText(),
                    letter.path("source").asText(),
                    letter.path("incidentId").asText(),
                    letter.path("retried").path("at").asText(),
                    letter.path("detail").asText());
        }
        table.print(out);
    }

    void show(JsonNode letter) {
        line("id", letter.path("id").asText());
        for (String field : List.of(
                "tenant", "at", "stage", "reason", "detail", "source", "contentType", "incidentId", "remediationId")) {
            line(field, letter.path(field).asText());
        }
        JsonNode retried = letter.path("retried");
        if (retried.isObject()) {
            line(
                    "retried",
                    retried.path("at").asText() + " by " + retried.path("by").asText("somebody"));
        }
        out.println();
        body(letter);
        out.flush();
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) {
            out.println(name + ": " + Harmless.line(value));
        }
    }

    private void body(JsonNode letter) {
        if (!letter.has("body")) {
            out.println("(it has no body)");
        } else if (isText(letter)) {
            out.println(letter.path("body").asText().replace("\r\n", "\n"));
        } else {
            out.println("(" + letter.path("bytes").asText() + " bytes that are no text; --raw writes them)");
        }
    }

    private static boolean isText(JsonNode letter) {
        return letter.path("bodyEncoding").asText().equals("text")
                && letter.path("body").asText().codePoints().allMatch(LetterText::printable);
    }

    private static boolean printable(int c) {
        return c == '\n' || c == '\r' || c == '\t' || !Character.isISOControl(c);
    }

    /** The bytes of the letter's body. */
    static byte[] bytes(JsonNode letter) {
        String body = letter.path("body").asText();
        return letter.path("bodyEncoding").asText().equals("base64")
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    /** What became of a letter that was tried again. */
    static String outcome(JsonNode answer) {
        return switch (answer.path("status").asText()) {
            case "accepted" ->
                "read again, " + answer.path("alerts").asInt() + " alerts"
                        + (answer.has("rejected")
                                ? ", " + answer.path("rejected").size() + " still cannot be read"
                                : "");
            case "written" -> "written to " + answer.path("topic").asText() + " again";
            default -> "handed over to the deliver job";
        };
    }
}
