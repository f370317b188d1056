package io.weir.pipeline;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A group of metrics that can be read: {@code weir.tenant=acme.tickets_created}. */
public final class RecordedMetrics extends UnregisteredMetricsGroup {
    private final String prefix;
    private final Map<String, Counter> counters;
    private final Map<String, Gauge<?>> gauges;

    /** Without any metric. */
    public RecordedMetrics() {
        this("", new TreeMap<>(), new TreeMap<>());
    }

    private RecordedMetrics(String prefix, Map<String, Counter> counters, Map<String, Gauge<?>> gauges) {
        this.prefix = prefix;
        this.counters = counters;
        this.gauges = gauges;
    }

    /** The value of a counter or gauge; null when there is none. */
    public Object value(String name) {
        Counter counter = counters.get(name);
        Gauge<?> gauge = gauges.get(name);
        return counter != null ? (Object) counter.getCount() : gauge == null ? null : gauge.getValue();
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new RecordedMetrics(prefix + name + ".", counters, gauges);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return addGroup(key + "=" + value);
    }

    @Override
    public Counter counter(String name) {
        Counter counter = super.counter(name);
        counters.put(prefix + name, counter);
        return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        gauges.put(prefix + name, gauge);
        return gauge;
    }
}
