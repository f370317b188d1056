package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.schema.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The incidents of one scope that are open, or were resolved so lately that they may be reopened; oldest first. */
public final class ScopeState {
    private static final long EVENT_BYTES = 2_400;
    private static final long NAME_BYTES = 200;

    /** Bounded by time: each leaves {@code reopenWithin} after its resolve. */
    public List<IncidentState> incidents = new ArrayList<>();
    /** Events that wait for the rest of their own instant; empty between two instants. */
    public List<EpisodeEvent> parked = new ArrayList<>();
    /** Habitual noise that fires and that nobody was told of, by fingerprint. */
    public Map<String, HeldHabit> held = new HashMap<>();
    /** What used to happen here; null when nothing did for long. */
    public ScopeMemory memory;

    /** Which entities keep coming together; null unless the rule learns and something came. */
    public CoOccurrence learned;

    /** What became of the members of incidents that are gone. */
    private transient Map<String, Member> changes = new HashMap<>();

    /** An empty scope. */
    public ScopeState() {}

    /** Forgets an incident. */
    void remove(IncidentState incident) {
        incidents.remove(incident);
        Set<String> names = new HashSet<>(incident.named().keySet());
        names.addAll(incident.takeChanges().keySet());
        names.forEach(name -> changes.put(incident.incidentId + name, null));
    }

    ScopeState copy() {
        return copy(IncidentState::copy);
    }

    /** The state but for the members of its incidents; it goes on by itself. */
    public ScopeState withoutMembers() {
        return copy(IncidentState::withoutMembers);
    }

    /** All members of all incidents, each by a name that it keeps; the other half of {@link #withoutMembers}. */
    public Map<String, Member> members() {
        Map<String, Member> members = new HashMap<>();
        for (IncidentState incident : incidents) {
            incident.named().forEach((name, member) -> members.put(incident.incidentId + name, member));
        }
        return members;
    }

    /**
     * What became of members since this was asked last, by the names of {@link #members}; null where one is gone. Nobody
     * has to look through all of them for it.
     */
    public Map<String, Member> takeChanges() {
        Map<String, Member> taken = changes;
        changes = new HashMap<>();
        for (IncidentState incident : incidents) {
            incident.takeChanges().forEach((name, member) -> taken.put(incident.incidentId + name, member));
        }
        return taken;
    }

    /** The state with what {@link #members} gave; it goes on by itself. */
    public ScopeState withMembers(Map<String, Member> members) {
        ScopeState whole = withoutMembers();
        Map<String, Map<String, Member>> byIncident = new HashMap<>();
        members.forEach((name, member) -> {
            int end = NamedMembers.beginIn(name);
            byIncident
                    .computeIfAbsent(name.substring(0, end), any -> new HashMap<>())
                    .put(name.substring(end), member);
        });
        for (IncidentState incident : whole.incidents) {
            incident.restore(byIncident.getOrDefault(incident.incidentId, Map.of()));
        }
        return whole;
    }

    private ScopeState copy(UnaryOperator<IncidentState> copyOfIncident) {
        ScopeState copy = new ScopeState();
        incidents.forEach(incident -> copy.incidents.add(copyOfIncident.apply(incident)));
        copy.parked.addAll(parked);
        copy.held.putAll(held);
        copy.changes.putAll(changes);
        copy.memory = memory == null ? null : memory.copy();
        copy.learned = learned == null ? null : learned.copy();
        return copy;
    }

    /** How many {@link #members} there are. */
    public int memberCount() {
        int members = 0;
        for (IncidentState incident : incidents) {
            members += incident.current.size() + incident.earlier.size();
        }
        return members;
    }

    /** How much of {@link #bytes} {@link #lighten} does without. */
    public long spareBytes() {
        long bytes = 0;
        for (IncidentState incident : incidents) {
            bytes += incident.spareBytes();
        }
        return bytes;
    }

    /** Does without what can be made again from the rest, and makes the next revision dearer. */
    public void lighten() {
        incidents.forEach(IncidentState::lighten);
    }

    /** How much memory it takes, about. */
    public long bytes() {
        long bytes = 1_000 + EVENT_BYTES * (parked.size() + held.size());
        for (IncidentState incident : incidents) {
            bytes += incident.bytes();
        }
        if (memory != null) {
            bytes += NAME_BYTES * memory.names.size() + EVENT_BYTES * memory.provisional.size();
        }
        return learned == null ? bytes : bytes + EVENT_BYTES * learned.weight();
    }

    /** What is remembered, from now on at the latest. */
    ScopeMemory memoryAt(long at) {
        if (memory == null) {
            memory = new ScopeMemory();
            memory.firstAt = at;
            memory.lastAt = at;
            memory.ratesAt = at;
        }
        return memory;
    }

    /** The incident with this id; null when it is not known any more. */
    IncidentState incident(String incidentId) {
        for (IncidentState incident : incidents) {
            if (incident.incidentId.equals(incidentId)) {
                return incident;
            }
        }
        return null;
    }
}
