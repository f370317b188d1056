package io.weir.pipeline.scenario;

import io.weir.core.scenario.Observation;
import io.weir.core.scenario.Order;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The instants at which something lies on a log, and those of its ticks. */
final class RecordedTimes {
    /** Operators advance in steps of 100 ms; so long after the end everything due until then is done. */
    private static final long AFTER_MS = 1_000;

    private final Map<Long, List<Observation>> observations;
    private final Map<Long, List<Order>> orders;
    private final NavigableSet<Long> ticks = new TreeSet<>();

    /** @param tickEveryMs on a grid of this width, where records are near; 0: with every record */
    RecordedTimes(List<Observation> observations, List<Order> orders, long tickEveryMs, long until) {
        this.observations = observations.stream().collect(Collectors.groupingBy(Observation::at));
        this.orders = orders.stream().collect(Collectors.groupingBy(Order::at));
        for (long time : records()) {
            if (tickEveryMs == 0) {
                ticks.add(time);
            } else {
                ticks.add(Math.floorDiv(time, tickEveryMs) * tickEveryMs);
                ticks.add((Math.floorDiv(time, tickEveryMs) + 1) * tickEveryMs);
            }
        }
        ticks.removeIf(time -> time > until);
        ticks.add(until + AFTER_MS);
    }

    private NavigableSet<Long> records() {
        NavigableSet<Long> times = new TreeSet<>(observations.keySet());
        times.addAll(orders.keySet());
        return times;
    }

    /** Instants of records and ticks, in order; later than the last tick there is none. */
    NavigableSet<Long> all() {
        NavigableSet<Long> times = records();
        times.addAll(ticks);
        return times.headSet(ticks.last(), true);
    }

    boolean isTick(long time) {
        return ticks.contains(time);
    }

    List<Observation> observationsAt(long time) {
        return observations.getOrDefault(time, List.of());
    }

    List<Order> ordersAt(long time) {
        return orders.getOrDefault(time, List.of());
    }
}
