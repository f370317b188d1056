package io.weir.app.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run of the benchmark does.
 *
 * @param quick small sizes and one round: whether everything works, not how fast it is
 * @param only names of rows, or their first parts; empty means all
 * @param out folder of the result
 */
public record BenchPlan(boolean quick, List<String> only, Path out) {
    private static final int ROUNDS = 3;

    public BenchPlan {
        only = List.copyOf(only);
    }

    /** How often a row is measured; its median counts. */
    public int rounds() {
        return quick ? 1 : ROUNDS;
    }

    /** One number for a full run, another for a quick one. */
    public int size(int full, int whenQuick) {
        return quick ? whenQuick : full;
    }

    /** Whether the row is to be measured. */
    public boolean wants(String row) {
        return only.isEmpty() || only.stream().anyMatch(name -> row.equals(name) || row.startsWith(name + "."));
    }
}
