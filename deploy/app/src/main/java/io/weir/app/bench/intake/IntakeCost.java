package io.weir.app.bench.intake;

import io.weir.app.bench.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One round.
 *
 * @param cpuSecondsPerMillion alerts, by process
 * @param perSecond alerts by the wall clock
 * @param p50Ms of a request
 * @param p99Ms of a request
 * @param bodyBytesPerAlert what was posted
 * @param residentBytesPerAlert memory of the server afterwards, by distinct alerts that it was told; 0 when not known
 * @param sentAgain requests that were answered 503 and sent once more
 */
record IntakeCost(
        Map<String, Double> cpuSecondsPerMillion,
        double perSecond,
        double p50Ms,
        double p99Ms,
        double bodyBytesPerAlert,
        double residentBytesPerAlert,
        int sentAgain) {

    /** CPU of all processes. */
    double sum() {
        return cpuSecondsPerMillion.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** Alerts per CPU-second of one process. */
    double perCpuSecondOf(String process) {
        return 1e6 / cpuSecondsPerMillion.get(process);
    }

    /** The median round by CPU. */
    static IntakeCost median(List<IntakeCost> rounds) {
        return sorted(rounds).get(rounds.size() / 2);
    }

    /** The median round as a row. */
    static Row row(String name, List<IntakeCost> rounds) {
        IntakeCost median = median(rounds);
        List<IntakeCost> sorted = sorted(rounds);
        Row row = Row.named(name)
                .costing(median.cpuSecondsPerMillion)
                .atRate(median.perSecond)
                .within(median.p50Ms, median.p99Ms)
                .afterRounds(rounds.size())
                .with("bodyBytesPerAlert", median.bodyBytesPerAlert)
                .with(
                        "spread",
                        sorted.get(sorted.size() - 1).sum() / sorted.get(0).sum() - 1);
        return median.sentAgain == 0 ? row : row.with("sentAgain", median.sentAgain);
    }

    private static List<IntakeCost> sorted(List<IntakeCost> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(IntakeCost::sum))
                .toList();
    }
}
