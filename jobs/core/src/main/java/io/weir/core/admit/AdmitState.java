package io.weir.core.admit;

import java.util.HashMap;
import java.util.Map;

/**
 * Which incidents of one tenant are open. A state class: public fields, so that it is serialized field by field and can
 * grow.
 */
public final class AdmitState {
    /** Incidents that are kept back and known one by one; what comes beyond is counted. */
    static final int DIVERTED_MAX = 10_000;
    /** Incidents of whose members some are kept. */
    static final int DETAILED_MAX = 1_000;

    /** Ids of the incidents that were let through and are open; bounded by the rule book's limit. The value says nothing. */
    public Map<String, Boolean> open = new HashMap<>();
    /** The incidents that are kept back, by id. */
    public Map<String, Diverted> diverted = new HashMap<>();
    /** Incidents beyond {@link #DIVERTED_MAX} that are kept back. */
    public int beyond;
    /** The incident that stands for those kept back; null when none is. */
    public OverflowState overflow;

    /** A tenant that has nothing open. */
    public AdmitState() {}

    /** How much there is of it: about as many alerts as it holds. */
    public int weight() {
        return 1 + open.size() / 8 + diverted.size();
    }

    AdmitState copy() {
        AdmitState copy = new AdmitState();
        copy.open = new HashMap<>(open);
        copy.diverted = new HashMap<>(diverted);
        copy.beyond = beyond;
        copy.overflow = overflow == null ? null : overflow.copy();
        return copy;
    }

    /** How many incidents are kept back now. */
    int keptBack() {
        return diverted.size() + beyond;
    }

    /**
     * Whether an incident is kept back. All that are open are known by their id, except those beyond the bound: so an
     * unknown one is one of them, while there are any.
     */
    boolean keepsBack(String incidentId) {
        return diverted.containsKey(incidentId) || (beyond > 0 && !open.containsKey(incidentId));
    }
}
