package io.weir.app.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of the result. A figure that a row has no use for is null. Where there were several rounds, figures are those
 * of the median round.
 *
 * @param name of the row, dots between its parts, for example {@code correlate.rocksdb.exactly-once}
 * @param cpuSecondsPerMillion CPU of all processes that took part, generators excepted, per million alerts
 * @param processes the same by process, for example {@code flink} and {@code broker}; null when not told apart
 * @param perSecond alerts (or what the row counts) by the wall clock
 * @param p50Ms median latency, milliseconds
 * @param p99Ms 99th percentile of the latency, milliseconds
 * @param rounds how often it was measured
 * @param figures further figures of this row by name, the unit at the end of the name; null for none
 * @param note what a reader must know to read it right; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"name", "cpuSecondsPerMillion", "perSecond", "p50Ms", "p99Ms"})
public record Row(
        String name,
        Double cpuSecondsPerMillion,
        Map<String, Double> processes,
        Double perSecond,
        Double p50Ms,
        Double p99Ms,
        Integer rounds,
        Map<String, Double> figures,
        String note) {

    public Row {
        processes = processes == null ? null : new TreeMap<>(processes);
        figures = figures == null ? null : new TreeMap<>(figures);
    }

    /** A row without a figure yet. */
    public static Row named(String name) {
        return new Row(name, null, null, null, null, null, null, null, null);
    }

    /** With what it costs, by process. */
    public Row costing(Map<String, Double> cpuSecondsPerMillionByProcess) {
        double sum = cpuSecondsPerMillionByProcess.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return new Row(name, sum, cpuSecondsPerMillionByProcess, perSecond, p50Ms, p99Ms, rounds, figures, note);
    }

    /** With its rate by the wall clock. */
    public Row atRate(double each) {
        return new Row(name, cpuSecondsPerMillion, processes, each, p50Ms, p99Ms, rounds, figures, note);
    }

    /** With its latency in milliseconds. */
    public Row within(double p50, double p99) {
        return new Row(name, cpuSecondsPerMillion, processes, perSecond, p50, p99, rounds, figures, note);
    }

    /** With the number of rounds. */
    public Row afterRounds(int number) {
        return new Row(name, cpuSecondsPerMillion, processes, perSecond, p50Ms, p99Ms, number, figures, note);
    }

    /** With a further figure. */
    public Row with(String figure, double value) {
        Map<String, Double> all = figures == null ? new TreeMap<>() : new TreeMap<>(figures);
        all.put(figure, value);
        return new Row(name, cpuSecondsPerMillion, processes, perSecond, p50Ms, p99Ms, rounds, all, note);
    }

    /** With something a reader must know. */
    public Row noted(String text) {
        return new Row(name, cpuSecondsPerMillion, processes, perSecond, p50Ms, p99Ms, rounds, figures, text);
    }
}
