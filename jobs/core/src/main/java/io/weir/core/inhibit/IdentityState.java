package io.weir.core.inhibit;

import io.weir.core.EpisodeEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts of one identity that fire. A state class: public fields, so that it is serialized field by field and can
 * grow.
 */
public final class IdentityState {
    /** By fingerprint; at most {@link IdentityMachine#MOST}. */
    public Map<String, Variant> variants = new HashMap<>();
    /** How many fire beyond them. */
    public int beyond;
    /** The beginning of the one alert that they are, as it was told; null while none fires. */
    public EpisodeEvent shown;
    /** Whether one of them was last heard of by its silence since it was told. */
    public boolean stale;
    /** Whether it was last told to flap. */
    public boolean flapping;

    /** Whether the source of one of them no longer knew it since it was told; null when none. */
    public Boolean gone;

    /** Of one instant only. */
    transient List<EpisodeEvent> heard = new ArrayList<>();

    /**
     * One alert that fires.
     *
     * @param startsAt its episode
     * @param flapping whether it flaps
     */
    public record Variant(long startsAt, boolean flapping) {}

    /** Nothing fires. */
    public IdentityState() {}

    /** How much there is of it: about as many alerts as it holds. */
    public int weight() {
        return 1 + variants.size();
    }

    IdentityState copy() {
        IdentityState copy = new IdentityState();
        copy.variants = new HashMap<>(variants);
        copy.beyond = beyond;
        copy.shown = shown;
        copy.flapping = flapping;
        copy.stale = stale;
        copy.gone = gone;
        return copy;
    }

    boolean fires() {
        return beyond > 0 || !variants.isEmpty();
    }
}
