package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One figure of both runs.
 *
 * @param name as in the diff
 * @param unit count, ms or share
 * @param before null: not known
 * @param after null: not known
 * @param better lower, higher or neither
 */
record Figure(String name, String unit, Double before, Double after, String better) {
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("alerts", "Alerts received"),
            Map.entry("episodes", "Alert episodes"),
            Map.entry("incidents", "Incidents"),
            Map.entry("tickets", "Tickets"),
            Map.entry("followUps", "Follow-ups"),
            Map.entry("noiseReduction", "Noise reduction"),
            Map.entry("timeToTicketP50Ms", "Time to ticket, median"),
            Map.entry("timeToTicketP90Ms", "Time to ticket, 90 % within"),
            Map.entry("timeToTicketMaxMs", "Time to ticket, longest"),
            Map.entry("nightTickets", "Tickets at night"),
            Map.entry("reopened", "Tickets reopened"),
            Map.entry("remediationsRequested", "Remediations requested"),
            Map.entry("remediationsRefused", "Remediations refused"),
            Map.entry("criticalEpisodes", "Critical episodes"),
            Map.entry("missedCritical", "Critical without a ticket"),
            Map.entry("unresolved", "Open at the end"));

    /** How the second run compares. */
    enum Reading {
        BETTER("better", "✓"),
        WORSE("worse", "✗"),
        SAME("the same", "="),
        OTHER("different", "≠"),
        UNKNOWN("not known", "?");

        final String word;
        final String sign;

        Reading(String word, String sign) {
            this.word = word;
            this.sign = sign;
        }
    }

    static Figure of(JsonNode figure) {
        return new Figure(
                figure.path("name").asText(),
                figure.path("unit").asText(),
                number(figure.path("before")),
                number(figure.path("after")),
                figure.path("better").asText());
    }

    String title() {
        return TITLES.getOrDefault(name, VisibleText.of(name));
    }

    Reading reading() {
        if (before == null || after == null) {
            return before == null && after == null ? Reading.SAME : Reading.UNKNOWN;
        }
        int order = Double.compare(after, before);
        if (order == 0) {
            return Reading.SAME;
        }
        return switch (better) {
            case "lower" -> order < 0 ? Reading.BETTER : Reading.WORSE;
            case "higher" -> order > 0 ? Reading.BETTER : Reading.WORSE;
            default -> Reading.OTHER;
        };
    }

    /** The change with its sign, and as a share of the first where that says something; a dash when there is none. */
    String change() {
        if (before == null || after == null || before.equals(after)) {
            return "–";
        }
        double by = after - before;
        String sign = by > 0 ? "+" : Words.MINUS;
        if ("share".equals(unit)) {
            return sign + Words.share(Math.abs(by)).replace("%", "points");
        }
        String share = before == 0 ? "" : " (" + sign + Math.round(Math.abs(by / before) * 100) + Words.THIN + "%)";
        return sign + text(Math.abs(by)) + share;
    }

    String text(Double value) {
        if (value == null) {
            return "–";
        }
        return switch (unit) {
            case "share" -> Words.share(value);
            case "ms" -> Words.span(Math.round(value));
            default -> Words.count(Math.round(value));
        };
    }

    private static Double number(JsonNode value) {
        return value.isNumber() ? (Double) value.doubleValue() : null;
    }
}
