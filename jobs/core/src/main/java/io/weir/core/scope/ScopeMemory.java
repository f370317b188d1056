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

    /** What became of {@link #names} since {@link #takeChanges}; null where one is forgotten. */
    private transient Map<String, NameHabit> changes = new HashMap<>();

    /** For the serializer. */
    public ScopeMemory() {}

    /** The habit of a name is another one from now on. */
    void remember(String name, NameHabit habit) {
        names.put(name, habit);
        changes.put(name, habit);
    }

    /** A name has no habit any more. */
    void forget(String name) {
        names.remove(name);
        changes.put(name, null);
    }

    /** What became of habits since this was asked last, by name of the alert; null where one is forgotten. */
    Map<String, NameHabit> takeChanges() {
        Map<String, NameHabit> taken = changes;
        changes = new HashMap<>();
        return taken;
    }

    ScopeMemory copy() {
        ScopeMemory copy = withoutNames();
        copy.names.putAll(names);
        copy.changes.putAll(changes);
        return copy;
    }

    /** A copy but for {@link #names}. */
    ScopeMemory withoutNames() {
        ScopeMemory copy = new ScopeMemory();
        copy.firstAt = firstAt;
        copy.lastAt = lastAt;
        copy.window = window;
        copy.lasting = lasting;
        copy.ratesAt = ratesAt;
        copy.fast = fast;
        copy.slow = slow;
        copy.provisional = new ArrayList<>(provisional);
        return copy;
    }
}
