package io.weir.core.scope;

import java.util.ArrayList;
import java.util.List;

/** The incidents of one scope that are open, or were resolved so lately that they may be reopened; oldest first. */
public final class ScopeState {
    /** Bounded by time: each leaves {@code reopenWithin} after its resolve. */
    public List<IncidentState> incidents = new ArrayList<>();

    /** An empty scope. */
    public ScopeState() {}

    ScopeState copy() {
        ScopeState copy = new ScopeState();
        incidents.forEach(incident -> copy.incidents.add(incident.copy()));
        return copy;
    }
}
