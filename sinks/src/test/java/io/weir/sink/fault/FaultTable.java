package io.weir.sink.fault;

import java.util.LinkedHashMap;
import java.util.Map;

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
}
