package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.schema.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The incidents of one scope that are open, or were resolved so lately that they may be reopened; oldest first. */
public final class ScopeState {
    private static final char NOW = '/';
    private static final char EARLIER = '-';

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

    /** An empty scope. */
    public ScopeState() {}

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
            incident.current.forEach(
                    (fingerprint, member) -> members.put(incident.incidentId + NOW + fingerprint, member));
            for (int i = 0; i < incident.earlier.size(); i++) {
                members.put(incident.incidentId + EARLIER + i, incident.earlier.get(i));
            }
        }
        return members;
    }

    /** The state with what {@link #members} gave; it goes on by itself. */
    public ScopeState withMembers(Map<String, Member> members) {
        ScopeState whole = copy();
        for (IncidentState incident : whole.incidents) {
            String now = incident.incidentId + NOW;
            members.forEach((name, member) -> {
                if (name.startsWith(now)) {
                    incident.current.put(name.substring(now.length()), member);
                }
            });
            for (int i = 0; members.containsKey(incident.incidentId + EARLIER + i); i++) {
                incident.earlier.add(members.get(incident.incidentId + EARLIER + i));
            }
        }
        return whole;
    }

    private ScopeState copy(UnaryOperator<IncidentState> copyOfIncident) {
        ScopeState copy = new ScopeState();
        incidents.forEach(incident -> copy.incidents.add(copyOfIncident.apply(incident)));
        copy.parked.addAll(parked);
        copy.held.putAll(held);
        copy.memory = memory == null ? null : memory.copy();
        copy.learned = learned == null ? null : learned.copy();
        return copy;
    }

    /** How much there is of it: about as many alerts as it holds, each of them two kilobytes or so. */
    public int weight() {
        int alerts = 1 + parked.size() + held.size() + (memory == null ? 0 : memory.names.size() / 8);
        for (IncidentState incident : incidents) {
            alerts += 1 + incident.current.size() + incident.earlier.size();
            alerts += (incident.untracked.size() + incident.untrackedBeneath.size() + incident.names.size()) / 8;
        }
        return learned == null ? alerts : alerts + learned.weight();
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
