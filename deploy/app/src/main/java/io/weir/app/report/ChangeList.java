package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The changes as a plain list, for who reads the page without JavaScript; the script puts its table in its place. */
final class ChangeList {
    static final int LIMIT = 500;

    private ChangeList() {}

    static String html(ShownChanges changes) {
        if (changes.total() == 0) {
            return "<p>There are none.</p>";
        }
        StringBuilder html = new StringBuilder("<ol class=\"plain\">\n");
        int number = 0;
        for (ObjectNode change : changes.changes()) {
            number++;
            if (number <= LIMIT) {
                html.append("<li id=\"change-").append(number).append("\"><span class=\"kind\">");
                html.append(Html.data(change.path("kind").asText())).append("</span> ");
                html.append(Html.data(change.path("text").asText()));
                html.append(incidents("before", change.path("before")));
                html.append(incidents("after", change.path("after"))).append("</li>\n");
            }
        }
        html.append("</ol>\n");
        if (changes.total() > LIMIT) {
            html.append("<p>The largest ").append(Words.count(LIMIT)).append(" of ");
            html.append(Words.count(changes.total())).append(".</p>\n");
        }
        return html.toString();
    }

    private static String incidents(String side, JsonNode incidents) {
        StringBuilder html = new StringBuilder();
        for (JsonNode incident : incidents) {
            html.append("<br><span class=\"aside\">").append(side).append(": ");
            html.append(Html.data(incident.path("title").asText())).append(", rule ");
            html.append(Html.data(incident.path("rule").asText("none"))).append(", ");
            html.append(Html.data(incident.path("severity").asText())).append(", ");
            html.append(Words.many(incident.path("alerts").asLong(), "alert", "alerts"))
                    .append(", ticket at ");
            html.append(Words.moment(Period.millis(incident.path("publishedAt"))))
                    .append(" UTC</span>");
        }
        return html.toString();
    }
}
