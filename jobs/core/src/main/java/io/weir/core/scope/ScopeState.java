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
    /** Before a habit's name among the pieces; incidents' ids begin otherwise. */
    private static final char HABIT = '#';

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

    /** What became of the members of incidents that are gone, and of habits that are. */
    private transient Map<String, Piece> changes = new HashMap<>();

    /** An empty scope. */
    public ScopeState() {}

    /** Forgets an incident. */
    void remove(IncidentState incident) {
        incidents.remove(incident);
        Set<String> names = new HashSet<>(incident.named().keySet());
        names.addAll(incident.takeChanges().keySet());
        names.forEach(name -> changes.put(incident.incidentId + name, null));
    }

    /** Forgets {@link #memory}. */
    void forgetHabits() {
        Set<String> names = new HashSet<>(memory.names.keySet());
        names.addAll(memory.takeChanges().keySet());
        names.forEach(name -> changes.put(HABIT + name, null));
        memory = null;
    }

    ScopeState copy() {
        return copy(IncidentState::copy, ScopeMemory::copy);
    }

    /** The state but for its {@link #pieces}; it goes on by itself. */
    public ScopeState withoutPieces() {
        return copy(IncidentState::withoutMembers, ScopeMemory::withoutNames);
    }

    /** All members of all incidents and all habits, each by a name that it keeps; the other half of {@link #withoutPieces}. */
    public Map<String, Piece> pieces() {
        Map<String, Piece> pieces = new HashMap<>();
        for (IncidentState incident : incidents) {
            incident.named().forEach((name, member) -> pieces.put(incident.incidentId + name, Piece.of(member)));
        }
        if (memory != null) {
            memory.names.forEach((name, habit) -> pieces.put(HABIT + name, Piece.of(habit)));
        }
        return pieces;
    }

    /**
     * What became of pieces since this was asked last, by the names of {@link #pieces}; null where one is gone. Nobody
     * has to look through all of them for it.
     */
    public Map<String, Piece> takeChanges() {
        Map<String, Piece> taken = changes;
        changes = new HashMap<>();
        for (IncidentState incident : incidents) {
            incident.takeChanges()
                    .forEach((name, member) ->
                            taken.put(incident.incidentId + name, member == null ? null : Piece.of(member)));
        }
        if (memory != null) {
            memory.takeChanges()
                    .forEach((name, habit) -> taken.put(HABIT + name, habit == null ? null : Piece.of(habit)));
        }
        return taken;
    }

    /** The state with what {@link #pieces} gave; it goes on by itself. */
    public ScopeState with(Map<String, Piece> pieces) {
        ScopeState whole = copy(IncidentState::withoutMembers, ScopeMemory::copy);
        Map<String, Map<String, Member>> byIncident = new HashMap<>();
        pieces.forEach((name, piece) -> {
            if (name.charAt(0) == HABIT) {
                whole.memory.names.put(name.substring(1), piece.habit());
            } else {
                int end = NamedMembers.beginIn(name);
                byIncident
                        .computeIfAbsent(name.substring(0, end), any -> new HashMap<>())
                        .put(name.substring(end), piece.member());
            }
        });
        for (IncidentState incident : whole.incidents) {
            incident.restore(byIncident.getOrDefault(incident.incidentId, Map.of()));
        }
        return whole;
    }

    /** Whether habits are stored with the state and not as {@link #pieces}, as version 0.1 did. */
    public boolean hasHabits() {
        return memory != null && !memory.names.isEmpty();
    }

    private ScopeState copy(UnaryOperator<IncidentState> copyOfIncident, UnaryOperator<ScopeMemory> copyOfMemory) {
        ScopeState copy = new ScopeState();
        incidents.forEach(incident -> copy.incidents.add(copyOfIncident.apply(incident)));
        copy.parked.addAll(parked);
        copy.held.putAll(held);
        copy.changes.putAll(changes);
        copy.memory = memory == null ? null : copyOfMemory.apply(memory);
        copy.learned = learned == null ? null : learned.copy();
        return copy;
    }

    /** How many {@link #pieces} there are. */
    public int pieceCount() {
        int pieces = memory == null ? 0 : memory.names.size();
        for (IncidentState incident : incidents) {
            pieces += incident.current.size() + incident.earlier.size();
        }
        return pieces;
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
