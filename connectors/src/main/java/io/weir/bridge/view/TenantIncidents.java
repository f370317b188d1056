package io.weir.bridge.view;

import io.weir.schema.Incident;
import io.weir.schema.IncidentGlance;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The incidents of one tenant and what they led to. The records of both come in any order. */
final class TenantIncidents {
    /** Of an entry, beside its record. */
    private static final int BYTES_OF_ONE = 500;

    private final BoundedIndex<IncidentEntry> index;
    private final Map<String, IncidentEffects> effects;

    TenantIncidents(int capacity, MemoryBudget budget, Consumer<String> evicted) {
        Map<String, IncidentEffects> bounded = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, IncidentEffects> eldest) {
                return size() > 2 * capacity;
            }
        };
        this.effects = Collections.synchronizedMap(bounded);
        this.index =
                new BoundedIndex<>(capacity, budget, entry -> (long) BYTES_OF_ONE + entry.record().length, gone -> {
                    effects.remove(gone.incidentId());
                    evicted.accept("incident");
                });
    }

    void revised(IncidentGlance incident, byte[] record) {
        IncidentEntry before = index.get(incident.incidentId());
        if (before != null && before.revision() > incident.revision()) {
            return;
        }
        boolean open = incident.status() == Incident.Status.OPEN;
        index.put(
                new Position(incident.openedAt(), incident.incidentId()),
                new IncidentEntry(record, incident.incidentId(), incident.revision(), open),
                !open);
    }

    void affected(String incidentId, UnaryOperator<IncidentEffects> change) {
        effects.put(incidentId, change.apply(effects(incidentId)));
    }

    IncidentEffects effects(String incidentId) {
        return effects.getOrDefault(incidentId, IncidentEffects.NONE);
    }

    /** See {@link TenantView#shownRevision}. */
    long shownRevision(String incidentId) {
        TicketState ticket = effects(incidentId).ticket();
        return ticket == null ? 0 : ticket.shownRevision();
    }

    /** The newest incident with this ticket; null when none is known. */
    String ofTicket(String ticketId) {
        String found = null;
        synchronized (effects) {
            for (Map.Entry<String, IncidentEffects> entry : effects.entrySet()) {
                if (entry.getValue().ticket() != null
                        && ticketId.equals(entry.getValue().ticket().receipt().ticketId())) {
                    found = entry.getKey();
                }
            }
        }
        return found;
    }

    IncidentEntry get(String incidentId) {
        return index.get(incidentId);
    }

    Page<IncidentEntry> page(Position after, int limit, Predicate<IncidentEntry> wanted) {
        return index.page(after, limit, wanted);
    }

    int size() {
        return index.size();
    }
}
