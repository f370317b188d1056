package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the deliver job counts, in the group {@code weir}. What is counted by state begins at 0, not at the first one. */
final class DeliveryMetrics {
    private static final List<String> TICKETS = List.of(
            "created",
            "updated",
            "solved",
            "reopened",
            "delayed",
            "failed",
            "observed",
            "skipped",
            "expired",
            "merged");
    private static final List<String> REMEDIATIONS =
            List.of("launched", "succeeded", "no-effect", "failed", "refused", "verified", "not-resolved");

    private final MetricGroup group;
    private final Counter retries;
    private final Counter duplicates;
    private final LatencyHistogram alertToIncident;
    private final LatencyHistogram incidentToTicket;
    private final Map<String, Counter> byState = new HashMap<>();
    private final Map<String, Counter> createdByTenant = new HashMap<>();
    private volatile long lagMs; // how long before its delivery the last delivered revision was decided

    /**
     * @param inFlight calls that wait, run or were not collected
     * @param waiting incidents that wait for their turn
     * @param leftAlone whether the ticket system is left alone after failures
     */
    DeliveryMetrics(MetricGroup task, IntSupplier inFlight, IntSupplier waiting, BooleanSupplier leftAlone) {
        group = task.addGroup("weir");
        retries = group.counter("retries");
        group.gauge("callsInFlight", inFlight::getAsInt);
        group.gauge("ticketsWaiting", waiting::getAsInt);
        group.gauge("ticketBreakerOpen", () -> leftAlone.getAsBoolean() ? 1 : 0);
        group.gauge("deliverLagMs", () -> lagMs);
        duplicates = group.counter("tickets_duplicates_merged");
        alertToIncident = new LatencyHistogram(group, "alert_to_incident");
        incidentToTicket = new LatencyHistogram(group, "incident_to_ticket");
        TICKETS.forEach(state -> byState(Receipt.Kind.TICKET, state));
        REMEDIATIONS.forEach(state -> byState(Receipt.Kind.REMEDIATION, state));
    }

    /** One more receipt, counted by kind and state: {@code tickets_created}, {@code remediations_succeeded}. */
    void receipt(Receipt receipt) {
        byState(receipt.kind(), receipt.state()).inc();
        if (receipt.kind() == Receipt.Kind.TICKET && receipt.state().equals("created")) {
            createdByTenant
                    .computeIfAbsent(
                            receipt.tenant(),
                            tenant -> group.addGroup("tenant", tenant).counter("tickets_created"))
                    .inc();
        }
    }

    private Counter byState(Receipt.Kind kind, String state) {
        String name = (kind == Receipt.Kind.TICKET ? "tickets_" : "remediations_") + state.replace('-', '_');
        return byState.computeIfAbsent(name, group::counter);
    }

    /** A call has to be repeated. */
    void retry() {
        retries.inc();
    }

    /**
     * An incident is heard of for the first time. How long that took since its first alert tells of the whole way from the
     * bridge to here; one that persisted past a downtime began long before it was anybody's business.
     */
    void heard(DecidedRevision revision, long now) {
        if (revision.revision() != 1) {
            return;
        }
        Incident incident = revision.incident();
        if (!Incident.Reason.PERSISTED_PAST_DOWNTIME.equals(incident.reason())) {
            alertToIncident.observe(now - incident.openedAt());
        }
    }

    /**
     * A ticket shows a revision, and so many others were merged into it.
     *
     * @param news whether it did not show it before
     */
    void shown(Incident incident, boolean news, int merged, long now) {
        duplicates.inc(merged);
        if (news) {
            lagMs = now - incident.updatedAt();
            incidentToTicket.observe(lagMs);
        }
    }
}
