package io.weir.core.remediate;

import io.weir.core.scope.Candidate;
import io.weir.schema.Remediation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked for one target. A state class: public fields, so that it is serialized field by field and can grow.
 * Times are milliseconds of pipeline time.
 */
public final class RemediateState {
    /** Candidates that are not old enough yet. */
    public List<Candidate> waiting = new ArrayList<>();
    /** Requests that may still have to be taken back, oldest first. */
    public List<Remediation> asked = new ArrayList<>();
    /** Until when the cooldown of each template lasts. */
    public Map<String, Long> coolUntil = new HashMap<>();
    /** How often each incident asked for each rule, by {@code incident|rule}. */
    public Map<String, Integer> attempts = new HashMap<>();
    /** When everything here may be forgotten. */
    public long forgetAt;

    /** A target nothing was asked for. */
    public RemediateState() {}

    /** How much there is of it: about as many alerts as it holds. */
    public int weight() {
        return 1 + waiting.size() + asked.size() + (coolUntil.size() + attempts.size()) / 8;
    }

    RemediateState copy() {
        RemediateState copy = new RemediateState();
        copy.waiting = new ArrayList<>(waiting);
        copy.asked = new ArrayList<>(asked);
        copy.coolUntil = new HashMap<>(coolUntil);
        copy.attempts = new HashMap<>(attempts);
        copy.forgetAt = forgetAt;
        return copy;
    }
}
