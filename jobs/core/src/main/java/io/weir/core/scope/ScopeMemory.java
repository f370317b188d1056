package io.weir.core.scope;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scope remembers beyond its incidents: how often alerts start in it. A state class; counts decay exponentially,
 * times are milliseconds of pipeline time.
 */
public final class ScopeMemory {
    /** Names that are remembered; beyond it the one that has not come for longest goes. */
    static final int NAMES_MAX = 2_000;
    /** Recent starts that may still go over to a burst. */
    static final int PROVISIONAL_MAX = 64;

    /** The first start. */
    public long firstAt;
    /** The newest start. */
    public long lastAt;
    /** All starts within the last seconds. */
    public double window;
    /** All starts within the last hours. */
    public double lasting;
    /** When the two rates were brought up to date; meaningful once one of them is not zero. */
    public long ratesAt;
    /** Starts that count as news, within the last seconds. */
    public double fast;
    /** Starts that count as news, within the last minutes. */
    public double slow;
    /** Habits by name of the alert. */
    public Map<String, NameHabit> names = new HashMap<>();
    /** The newest starts that count as news, oldest first. */
    public List<Provisional> provisional = new ArrayList<>();

    /** For the serializer. */
    public ScopeMemory() {}

    ScopeMemory copy() {
        ScopeMemory copy = new ScopeMemory();
        copy.firstAt = firstAt;
        copy.lastAt = lastAt;
        copy.window = window;
        copy.lasting = lasting;
        copy.ratesAt = ratesAt;
        copy.fast = fast;
        copy.slow = slow;
        copy.names = new HashMap<>(names);
        copy.provisional = new ArrayList<>(provisional);
        return copy;
    }
}
