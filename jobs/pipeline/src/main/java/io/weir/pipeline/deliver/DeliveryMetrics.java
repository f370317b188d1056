package io.weir.pipeline.deliver;

import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the deliver job counts, in the group {@code weir}. */
final class DeliveryMetrics {
    private final MetricGroup group;
    private final Counter retries;
    private final Counter duplicates;
    private final Map<String, Counter> byState = new HashMap<>();
    private volatile long lagMs; // how long before its delivery the last delivered revision was decided

    DeliveryMetrics(MetricGroup task, IntSupplier inFlight, IntSupplier waiting) {
        group = task.addGroup("weir");
        retries = group.counter("retries");
        group.gauge("callsInFlight", inFlight::getAsInt);
        group.gauge("ticketsWaiting", waiting::getAsInt);
        group.gauge("deliverLagMs", () -> lagMs);
        duplicates = group.counter("tickets_duplicates_merged");
    }

    /** One more receipt, counted by kind and state: {@code tickets_created}, {@code remediations_succeeded}. */
    void receipt(Receipt receipt) {
        String name = (receipt.kind() == Receipt.Kind.TICKET ? "tickets_" : "remediations_")
                + receipt.state().replace('-', '_');
        byState.computeIfAbsent(name, group::counter).inc();
    }

    /** A call has to be repeated. */
    void retry() {
        retries.inc();
    }

    /** A ticket shows a revision, and so many others were merged into it. */
    void shown(Incident incident, int merged, long now) {
        duplicates.inc(merged);
        if (incident.updatedAt() != null) {
            lagMs = now - incident.updatedAt();
        }
    }
}
