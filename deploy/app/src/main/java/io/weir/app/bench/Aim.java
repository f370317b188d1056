package io.weir.app.bench;

import java.util.Locale;

/**
 * Something that was aimed at, and what a run measured of it.
 *
 * @param text what it is about
 * @param atMost whether the limit is the most; otherwise the least
 * @param limit of the figure
 * @param unit after the figures, with its space; empty for none
 * @param measured the figure; null when a row that it needs was not measured
 */
record Aim(String text, boolean atMost, double limit, String unit, Double measured) {
    /** Whether it is met; a figure that was not measured meets nothing. */
    boolean isMet() {
        return measured != null && (atMost ? measured <= limit : measured >= limit);
    }

    /** In words: met, or by how much not. */
    String verdict() {
        if (measured == null) {
            return "not measured";
        }
        if (isMet()) {
            return "met";
        }
        double percent = 100 * Math.abs(measured - limit) / limit;
        return String.format(Locale.ROOT, "missed by %s %%", number(percent, percent < 1 ? 2 : percent < 10 ? 1 : 0));
    }

    /** A line of a table in Markdown: the aim, its limit, what was measured, the verdict. */
    String markdown() {
        return "| " + text + " | " + (atMost ? "≤ " : "≥ ") + BenchTable.number(limit) + unit + " | "
                + (measured == null ? "" : BenchTable.number(measured) + unit) + " | "
                + (isMet() ? verdict() : "**" + verdict() + "**") + " |";
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
