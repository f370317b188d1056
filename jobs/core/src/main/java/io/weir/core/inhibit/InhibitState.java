package io.weir.core.inhibit;

import io.weir.core.EpisodeEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What fires in one domain. A state class: public fields, so that it is serialized field by field and can grow. */
public final class InhibitState {
    /** By fingerprint; at most {@link InhibitMachine#MOST}. */
    public Map<String, Firing> firing = new HashMap<>();

    /** Of one instant only. */
    transient List<EpisodeEvent> heard = new ArrayList<>();

    /** An empty domain. */
    public InhibitState() {}

    /** How much there is of it: about as many alerts as it holds. */
    public int weight() {
        return 1 + firing.size();
    }

    InhibitState copy() {
        InhibitState copy = new InhibitState();
        copy.firing = new HashMap<>(firing);
        return copy;
    }
}
