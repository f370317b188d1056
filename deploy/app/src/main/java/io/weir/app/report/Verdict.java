package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.report.Figure.Reading;
import java.util.HashMap;
import java.util.Map;

/** The sentences that a person reads who reads nothing else. */
final class Verdict {
    private final JsonNode diff;
    private final Map<String, Figure> figures = new HashMap<>();

    private Verdict(JsonNode diff) {
        this.diff = diff;
        diff.path("figures").forEach(node -> {
            Figure figure = Figure.of(node);
            figures.put(figure.name(), figure);
        });
    }

    static String html(JsonNode diff) {
        Verdict verdict = new Verdict(diff);
        String tone = verdict.rose("missedCritical") ? "bad" : verdict.tone();
        return "<p class=\"verdict " + tone + "\">" + verdict.sentences() + "</p>";
    }

    private String sentences() {
        int changes = diff.path("changes").size();
        String after = Html.data(Heading.name(diff, "after"));
        if (changes == 0) {
            return "<strong>Nothing would have been different.</strong> " + after + " makes the same "
                    + Words.many(diff.path("unchanged").asLong(), "incident", "incidents") + ".";
        }
        String first = rose("missedCritical") ? missed() : tickets(after);
        String second = rose("missedCritical") ? tickets(after) : missed();
        return "<strong>" + first + "</strong>" + second + waiting()
                + Words.many(changes, "change", "changes") + " in all; "
                + Words.many(diff.path("unchanged").asLong(), "incident is", "incidents are") + " the same.";
    }

    private String tickets(String after) {
        Figure tickets = figures.get("tickets");
        if (!known(tickets)) {
            return after + " makes other incidents. ";
        }
        long by = Math.round(tickets.after() - tickets.before());
        if (by == 0) {
            return after + " opens as many tickets as before, " + Words.count(Math.round(tickets.after())) + ". ";
        }
        return after + " opens " + Words.many(Math.round(tickets.after()), "ticket", "tickets") + " instead of "
                + Words.count(Math.round(tickets.before())) + ", " + Words.count(Math.abs(by))
                + (by < 0 ? " fewer" : " more") + share(by, tickets.before()) + ". ";
    }

    private static String share(long by, double before) {
        return before == 0 ? "" : " (" + Math.abs(Math.round(by / before * 100)) + Words.THIN + "%)";
    }

    private String missed() {
        Figure missed = figures.get("missedCritical");
        if (!known(missed)) {
            return "";
        }
        if (missed.before() == 0 && missed.after() == 0) {
            return "No critical episode goes without a ticket. ";
        }
        return Words.many(Math.round(missed.after()), "critical episode", "critical episodes")
                + " without a ticket, before " + Words.count(Math.round(missed.before())) + ". ";
    }

    private String waiting() {
        Figure median = figures.get("timeToTicketP50Ms");
        if (!known(median) || median.reading() == Reading.SAME) {
            return "";
        }
        return "Half of the tickets are there within " + median.text(median.after()) + ", before "
                + median.text(median.before()) + ". ";
    }

    private boolean rose(String name) {
        Figure figure = figures.get(name);
        return known(figure) && figure.after() > figure.before();
    }

    /** Only when all figures point one way is it good or bad. */
    private String tone() {
        boolean better = figures.values().stream().anyMatch(figure -> figure.reading() == Reading.BETTER);
        boolean worse = figures.values().stream().anyMatch(figure -> figure.reading() == Reading.WORSE);
        if (better == worse) {
            return "mixed";
        }
        return better ? "good" : "bad";
    }

    private static boolean known(Figure figure) {
        return figure != null && figure.before() != null && figure.after() != null;
    }
}
