package io.weir.bridge.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.bridge.view.TenantAlerts.AlertState;
import io.weir.schema.Alert;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.IncidentGlance;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All that the lists know of one tenant. Written by the read model's thread, read by any. */
public final class TenantView {
    private final TenantAlerts alerts;
    private final TenantIncidents incidents;
    private final TenantDirectives directives;
    private final DeadLetters deadLetters;
    private final Map<String, DowntimeEffects> downtimeEffects;
    private final TenantSilences silences = new TenantSilences();

    TenantView(ViewOptions options, MemoryBudget budget, Consumer<String> evicted) {
        this.alerts = new TenantAlerts(options.alerts(), budget, evicted);
        this.incidents = new TenantIncidents(options.incidents(), budget, evicted);
        this.directives = new TenantDirectives(options.downtimes(), evicted);
        this.deadLetters = new DeadLetters(budget, evicted);
        this.downtimeEffects = DowntimeEffects.boundedMap(options.downtimes());
    }

    void alert(String fingerprint, byte[] record, AlertGlance glance, long timestamp) {
        alerts.observed(fingerprint, record, glance, timestamp);
    }

    void incident(IncidentGlance incident, byte[] record) {
        incidents.revised(incident, record);
        alerts.members(incident);
    }

    void remediation(Remediation remediation) {
        incidents.affected(remediation.incidentId(), effects -> effects.decided(remediation));
    }

    void receipt(Receipt receipt) {
        switch (receipt.kind()) {
            case TICKET -> incidents.affected(receipt.incidentId(), effects -> effects.ticket(receipt));
            case REMEDIATION -> incidents.affected(receipt.incidentId(), effects -> effects.done(receipt));
            case EPISODE -> alerts.episode(receipt);
            case NOTIFICATION -> {
                if (receipt.incidentId() != null) {
                    incidents.affected(receipt.incidentId(), effects -> effects.notified(receipt));
                }
            }
            case ASSET -> affected(receipt);
            case SILENCE -> {
                silences.told(receipt);
                affected(receipt);
            }
        }
    }

    private void affected(Receipt receipt) {
        if (receipt.downtimeId() != null) {
            downtimeEffects.merge(
                    receipt.downtimeId(), DowntimeEffects.NONE.with(receipt), (before, first) -> before.with(receipt));
        }
    }

    void deadLetter(LetterEntry entry) {
        deadLetters.written(entry);
        if (entry.letter().incidentId() != null) {
            incidents.affected(entry.letter().incidentId(), effects -> effects.failed(entry));
        }
    }

    void directive(Directive directive, long timestamp) {
        directives.published(directive, timestamp);
    }

    /** Incidents as JSON, newest first. {@code open} null takes all. */
    public Page<ObjectNode> incidents(Position after, int limit, Boolean open) {
        Page<IncidentEntry> page = incidents.page(after, limit, entry -> open == null || entry.open() == open);
        return new Page<>(
                page.items().stream()
                        .map(entry -> Documents.incident(entry, incidents.effects(entry.incidentId())))
                        .toList(),
                page.next());
    }

    /** One incident as JSON; null when the tenant has none with this id. */
    public ObjectNode incident(String id) {
        IncidentEntry entry = incidents.get(id);
        return entry == null ? null : Documents.incident(entry, incidents.effects(id));
    }

    /** Alerts as JSON, newest episode first. */
    public Page<ObjectNode> alerts(Position after, int limit, AlertStatusFilter filter, long now) {
        Page<AlertState> page = alerts.page(after, limit, filter, now);
        return new Page<>(
                page.items().stream().map(alert -> document(alert, now)).toList(), page.next());
    }

    /** One alert as JSON; null when the tenant has none with this fingerprint. */
    public ObjectNode alert(String fingerprint, long now) {
        AlertState alert = alerts.get(fingerprint);
        return alert == null ? null : document(alert, now);
    }

    /** The newest revision of the incident that its ticket is known to show; 0 when none is. */
    public long shownRevision(String incidentId) {
        return incidents.shownRevision(incidentId);
    }

    /** The incident that has this ticket; null when none is known. */
    public String incidentOfTicket(String ticketId) {
        return incidents.ofTicket(ticketId);
    }

    /**
     * The firing alerts, held or not, whose labels are wanted.
     *
     * @param most how many are listed; all are counted
     * @param now milliseconds since the epoch
     * @param mayGoOn asked before each alert is compared; once it says no, no more are, and the answer is not complete
     */
    public MatchingAlerts firing(Predicate<Map<String, String>> wanted, int most, long now, BooleanSupplier mayGoOn) {
        return alerts.firing(wanted, most, now, mayGoOn, alert -> document(alert, now));
    }

    /** The alerts whose newest observation is wanted, over or not. Reads every record: meant for once a minute. */
    public List<ObservedAlert> observed(Predicate<Alert> wanted, long now) {
        return alerts.observed(wanted, now);
    }

    /** One alert; null when the tenant has none with this fingerprint. */
    public ObservedAlert observed(String fingerprint, long now) {
        AlertState alert = alerts.get(fingerprint);
        return alert == null ? null : ObservedAlert.of(alert.entry(), now);
    }

    /** Newest receipt of each silence at an Alertmanager, by downtime and start of the window. */
    public Map<String, Map<String, Receipt>> silences(String alertmanager) {
        return silences.at(alertmanager);
    }

    /** How many alerts each downtime holds, by its id. */
    public Map<String, Integer> heldByDowntime(long now) {
        return alerts.heldByDowntime(now);
    }

    private ObjectNode document(AlertState alert, long now) {
        ObjectNode document = Documents.of(alert.entry().record());
        String state = alerts.state(alert, now);
        document.put("count", alert.entry().count());
        document.put("since", Instant.ofEpochMilli(alert.entry().since()).toString());
        document.put("state", state);
        if (state.equals(AlertStatusFilter.HELD.word())) {
            document.put("downtimeId", alerts.downtime(alert));
        }
        String incident = alerts.incident(alert);
        if (incident != null) {
            document.put("incidentId", incident);
        }
        return document;
    }

    /** Downtimes in their newest revisions, the last created first; a page is bounded in bytes, too. */
    public Page<PublishedDowntime> downtimes(Position after, int limit, Predicate<PublishedDowntime> wanted) {
        return directives.downtimes().page(after, limit, wanted);
    }

    /** All downtimes, in the same order. */
    public List<PublishedDowntime> allDowntimes() {
        return directives.downtimes().all(downtime -> true);
    }

    /** How many downtimes are not over; goes through all of them, not for event loops. */
    public int openDowntimes(long now) {
        return directives.downtimes().all(downtime -> isOpen(downtime, now)).size();
    }

    /** Whether this downtime is one of {@link #openDowntimes them}. */
    public boolean isOpen(String id, long now) {
        PublishedDowntime downtime = downtime(id);
        return downtime != null && isOpen(downtime, now);
    }

    private static boolean isOpen(PublishedDowntime downtime, long now) {
        return downtime.downtime().status() == Downtime.Status.ACTIVE
                && downtime.schedule().end() > now;
    }

    /** Bytes, about, of the directives of a kind, by whomever, that were recorded within the hour before {@code now}. */
    public long publishedLately(Directive.Kind kind, long now) {
        return directives.lately(kind, now);
    }

    /** What was done outside for a downtime, each list possibly empty: {@code assets} and {@code silences}. */
    public ObjectNode downtimeEffects(String id) {
        return Documents.downtimeEffects(downtimeEffects.getOrDefault(id, DowntimeEffects.NONE));
    }

    /** The tenant's dead letters. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** One downtime; null when the tenant has none with this id. */
    public PublishedDowntime downtime(String id) {
        return directives.downtimes().get(id);
    }

    /** The newest rule book; null when none was ever published. */
    public PublishedBook book() {
        return directives.book();
    }

    /** The YAML of the newest rule book that came from the configuration; null when none did. */
    public String configuredYaml() {
        return directives.configuredYaml();
    }

    /** How many rule books were published. */
    public long books() {
        return directives.books();
    }

    /** The newest topology; null when none was ever published. */
    public PublishedTopology topology() {
        return directives.topology();
    }

    /** How many topologies were published. */
    public long topologies() {
        return directives.topologies();
    }

    int alertCount() {
        return alerts.size();
    }

    int incidentCount() {
        return incidents.size();
    }
}
