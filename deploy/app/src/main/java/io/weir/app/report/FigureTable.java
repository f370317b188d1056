package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The figures of both runs side by side: some large, all in a table. */
final class FigureTable {
    private static final Set<String> LARGE = Set.of("tickets", "noiseReduction", "timeToTicketP50Ms", "missedCritical");

    private FigureTable() {}

    /** The figures that matter most, one box each. */
    static String tiles(JsonNode diff) {
        StringBuilder html = new StringBuilder();
        figures(diff).filter(figure -> LARGE.contains(figure.name())).forEach(figure -> html.append(tile(figure)));
        return html.toString();
    }

    /** The rows of the table of all figures. */
    static String rows(JsonNode diff) {
        StringBuilder html = new StringBuilder();
        figures(diff).forEach(figure -> html.append(row(figure)));
        return html.toString();
    }

    private static Stream<Figure> figures(JsonNode diff) {
        return StreamSupport.stream(diff.path("figures").spliterator(), false).map(Figure::of);
    }

    private static String tile(Figure figure) {
        return "<div class=\"tile\"><p class=\"name\">" + Html.escape(figure.title()) + "</p><p class=\"value\">"
                + figure.text(figure.after()) + "</p><p class=\"was\">before " + figure.text(figure.before())
                + (figure.reading() == Figure.Reading.SAME ? "" : ", " + figure.change())
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
