package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The figures of both runs side by side: some large, all in a table. */
final class FigureTable {
    private static final Set<String> LARGE = Set.of("tickets", "noiseReduction", "timeToTicketP50Ms", "missedCritical");

    private FigureTable() {}

    static String html(JsonNode diff) {
        List<Figure> figures = new ArrayList<>();
        diff.path("figures").forEach(node -> figures.add(Figure.of(node)));
        StringBuilder html = new StringBuilder("<div class=\"tiles\">\n");
        figures.stream().filter(figure -> LARGE.contains(figure.name())).forEach(figure -> html.append(tile(figure)));
        html.append("</div>\n<table class=\"figures\"><caption class=\"aside\">All figures</caption><thead><tr>");
        html.append("<th scope=\"col\">Figure</th><th scope=\"col\">Before</th><th scope=\"col\">After</th>");
        html.append("<th scope=\"col\">Change</th><th scope=\"col\">Reading</th></tr></thead><tbody>\n");
        figures.forEach(figure -> html.append(row(figure)));
        return html.append("</tbody></table>\n").toString();
    }

    private static String tile(Figure figure) {
        return "<div class=\"tile\"><p class=\"name\">" + Html.escape(figure.title()) + "</p><p class=\"value\">"
                + figure.text(figure.after()) + "</p><p class=\"was\">before " + figure.text(figure.before())
                + "</p><p>" + reading(figure) + "</p></div>\n";
    }

    private static String row(Figure figure) {
        return "<tr><th scope=\"row\">" + Html.escape(figure.title()) + "</th><td>" + figure.text(figure.before())
                + "</td><td>" + figure.text(figure.after()) + "</td><td>" + figure.change() + "</td><td>"
                + reading(figure) + "</td></tr>\n";
    }

    private static String reading(Figure figure) {
        Figure.Reading reading = figure.reading();
        return "<span class=\"reading " + reading.name().toLowerCase(Locale.ROOT) + "\"><span aria-hidden=\"true\">"
                + reading.sign + "</span> " + reading.word + "</span>";
    }
}
