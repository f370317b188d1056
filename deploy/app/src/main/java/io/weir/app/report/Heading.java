package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;

/** What was compared, and over which time. */
final class Heading {
    private Heading() {}

    static String html(JsonNode diff, Period period) {
        return "<h1>" + Html.data(name(diff, "after")) + " <span class=\"against\">compared with</span> "
                + Html.data(name(diff, "before")) + "</h1>\n<p class=\"period\">"
                + "<time datetime=\"" + Html.escape(diff.path("from").asText()) + "\">"
                + Words.moment(period.from())
                + "</time> to <time datetime=\"" + Html.escape(diff.path("to").asText()) + "\">"
                + Words.moment(period.to())
                + "</time> UTC · " + Words.span(period.to() - period.from())
                + " of history, replayed twice · all times on this page are UTC</p>";
    }

    /** What a run is called, as it was given. */
    static String name(JsonNode diff, String side) {
        return diff.path(side).path("name").asText(side);
    }
}
