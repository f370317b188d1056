package io.weir.bridge.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;

/** What the bridge counts of tenants that are over their quota. */
public final class QuotaMetrics {
    private final Counter verdicts;
    private final Gauge waiting;
    private final Gauge open;

    /** Counts with those of the bridge. */
    public QuotaMetrics(BridgeMetrics metrics) {
        verdicts = metrics.counter(
                "weir_bridge_quota_verdicts",
                "Alerts of tenants with a quota, by what became of them: passed, folded (summarised), spilled (waits),"
                        + " drained (has waited), expired (has waited for longer than it is kept); refused: requests answered 503.",
                "tenant",
                "verdict");
        waiting = metrics.gauge(
                "weir_bridge_quota_waiting", "Alerts that wait since their tenant is over quota.", "tenant");
        open = metrics.gauge(
                "weir_bridge_quota_open_identities", "Alerts that fire, as the quota counts them.", "tenant");
    }

    /** So many had this end. */
    public void verdicts(String tenant, String verdict, long number) {
        verdicts.labelValues(tenant, verdict).inc(number);
    }

    /** How much waits and how much fires. */
    public void levels(String tenant, long waits, long fires) {
        waiting.labelValues(tenant).set((double) waits);
        open.labelValues(tenant).set((double) fires);
    }
}
