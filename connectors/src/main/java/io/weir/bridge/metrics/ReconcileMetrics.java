package io.weir.bridge.metrics;

import io.prometheus.metrics.core.metrics.Counter;

/** What asking the sources counts of itself. */
public final class ReconcileMetrics {
    private final Counter polls;
    private final Counter observations;
    private final Counter heldBack;
    private final Counter silences;

    /** Counters that show among those of the bridge; one per bridge. */
    public ReconcileMetrics(BridgeMetrics metrics) {
        polls = metrics.counter(
                "weir_bridge_reconcile_polls",
                "Times a source was asked; inconclusive: what it does not know proves nothing yet.",
                "tenant",
                "source",
                "instance",
                "outcome");
        observations = metrics.counter(
                "weir_bridge_reconcile_observations",
                "Observations that lie on Kafka because a source was asked.",
                "tenant",
                "source",
                "instance",
                "kind");
        heldBack = metrics.counter(
                "weir_bridge_reconcile_held_back",
                "Polls in which too many alerts were gone at once to believe it at once.",
                "tenant",
                "source",
                "instance");
        silences = metrics.counter(
                "weir_bridge_reconcile_silences",
                "Silences made, changed or ended for downtimes, and those that could not be.",
                "tenant",
                "instance",
                "state");
    }

    /** A source was asked; {@code ok}, {@code inconclusive} or {@code failed}. */
    public void polled(String tenant, String source, String instance, String outcome) {
        polls.labelValues(tenant, source, instance, outcome).inc();
    }

    /** Observations lie on Kafka: {@code alive}, {@code missed}, {@code recovered} or {@code gone}. */
    public void observed(String tenant, String source, String instance, String kind) {
        observations.labelValues(tenant, source, instance, kind).inc();
    }

    /** Too many were gone at once. */
    public void heldBack(String tenant, String source, String instance) {
        heldBack.labelValues(tenant, source, instance).inc();
    }

    /** A silence became {@code projected}, {@code expired} or {@code failed}. */
    public void silence(String tenant, String instance, String state) {
        silences.labelValues(tenant, instance, state).inc();
    }
}
