package io.weir.app.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows as text, for a terminal and for a page. */
public final class BenchTable {
    private static final String LINE = "%-38s %14s %12s %10s %10s  %s";

    private BenchTable() {}

    /** The heading of the lines. */
    public static String heading() {
        return String.format(LINE, "row", "CPU s/million", "per second", "p50 ms", "p99 ms", "more")
                .stripTrailing();
    }

    /** A row in one line. */
    public static String line(Row row) {
        return String.format(
                        LINE,
                        row.name(),
                        number(row.cpuSecondsPerMillion()),
                        number(row.perSecond()),
                        number(row.p50Ms()),
                        number(row.p99Ms()),
                        more(row, ", "))
                .stripTrailing();
    }

    /** All rows as a table in Markdown. */
    public static String markdown(List<Row> rows) {
        return rows.stream()
                .map(row -> "| `" + row.name() + "` | " + number(row.cpuSecondsPerMillion()) + " | "
                        + number(row.perSecond()) + " | " + number(row.p50Ms()) + " | " + number(row.p99Ms()) + " | "
                        + more(row, "; ") + " |")
                .collect(Collectors.joining(
                        "\n",
                        "| row | CPU s/million | per second | p50 ms | p99 ms | more |\n|---|--:|--:|--:|--:|---|\n",
                        "\n"));
    }

    private static String more(Row row, String between) {
        List<String> parts = new java.util.ArrayList<>();
        if (row.processes() != null && row.processes().size() > 1) {
            parts.add(pairs(row.processes()));
        }
        if (row.figures() != null) {
            parts.add(pairs(row.figures()));
        }
        if (row.note() != null) {
            parts.add(row.note());
        }
        return String.join(between, parts);
    }

    private static String pairs(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Three digits that count, whole numbers as they are; nothing for null. */
    static String number(Double value) {
        if (value == null) {
            return "";
        }
        double size = Math.abs(value);
        int digits = value == Math.rint(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
