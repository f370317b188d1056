package io.weir.sink.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Results by phase, kind of fault and call, as the tables of {@code sinks/FAULTS.md}. */
final class FaultTable {
    private final Map<String, Map<FaultKind, Map<String, String>>> phases = new LinkedHashMap<>();

    /** Puts a result into its cell; cells keep the order in which they came first. */
    void put(String phase, FaultKind kind, String call, String result) {
        phases.computeIfAbsent(phase, p -> new LinkedHashMap<>())
                .computeIfAbsent(kind, k -> new LinkedHashMap<>())
                .put(call, result);
    }

    /** As Markdown. */
    String markdown() {
        StringBuilder out = new StringBuilder();
        phases.forEach((phase, rows) -> {
            out.append("\n### ").append(phase).append("\n\n| |");
            rows.values()
                    .iterator()
                    .next()
                    .keySet()
                    .forEach(call -> out.append(' ').append(call).append(" |"));
            out.append("\n|---|")
                    .append("---|".repeat(rows.values().iterator().next().size()))
                    .append('\n');
            rows.forEach((kind, cells) -> {
                out.append("| ").append(kind.told()).append(" |");
                cells.values().forEach(cell -> out.append(' ').append(cell).append(" |"));
                out.append('\n');
            });
        });
        return out.toString();
    }

    /** Names a cell: the heading of its table, the phase, and how its row and column are called. */
    static String key(String title, String phase, String row, String column) {
        return String.join(" / ", title, phase, row, column);
    }

    /** The cells of tables as they were written, by {@link #key}. */
    static Map<String, String> cells(String markdown) {
        Map<String, String> cells = new LinkedHashMap<>();
        String title = "";
        String phase = null;
        List<String> columns = null;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("## ")) {
                title = line.substring(3);
            } else if (line.startsWith("### ")) {
                phase = line.substring(4);
                columns = null;
            } else if (phase != null && line.startsWith("| ")) {
                // what stands before the first bar is no cell
                List<String> row =
                        Stream.of(line.split("\\|")).skip(1).map(String::strip).toList();
                for (int i = 1; columns != null && i < row.size(); i++) {
                    cells.put(key(title, phase, row.get(0), columns.get(i)), row.get(i));
                }
                columns = columns == null ? row : columns;
            }
        }
        return cells;
    }
}
