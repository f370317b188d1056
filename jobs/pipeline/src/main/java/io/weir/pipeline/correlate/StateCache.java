package io.weir.pipeline.correlate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The states of the keys that were worked on last, as objects in front of Flink's keyed state: a key that is busy is read
 * once and written once per checkpoint. Bounded by the memory that the states take; one that was not used for long is
 * written and goes.
 */
final class StateCache<S> {
    private static final long EMPTY_BYTES = 200;
    /** What can be made again may take such a part of the most: better more states than a few with everything at hand. */
    private static final int SPARE_PART = 4;

    /** How much memory states take. */
    interface Weight<S> {
        /** Of all that a state is, about. */
        long bytesOf(S state);

        /** Of the part that it can make again, about; nothing for most. */
        default long spareOf(S state) {
            return 0;
        }

        /** Lets it do without that part. */
        default void lighten(S state) {
            // most have none
        }
    }

    private static final class Entry<S> {
        S state;
        long bytes;
        long spare;
        /** The earliest timer that is known to be registered; null when none is. */
        Long timerAt;
    }

    private final StateShelf<S> stored;
    private final Consumer<Object> setKey;
    private final Weight<S> weight;
    private final long most;

    private final SecondChance<Entry<S>> entries = new SecondChance<>();
    /** Those of them that have changed since they were read or written. */
    private final Map<String, Entry<S>> dirty = new LinkedHashMap<>();

    /** Those of them that have a part which they can make again. */
    private final SecondChance<Entry<S>> heavy = new SecondChance<>();

    private long bytes;
    private long spare;

    /**
     * A cache.
     *
     * @param stored the keyed state behind it
     * @param setKey makes a key the current one of {@code stored}
     * @param most bytes of all states in it
     */
    StateCache(StateShelf<S> stored, Consumer<Object> setKey, Weight<S> weight, long most) {
        this.stored = stored;
        this.setKey = setKey;
        this.weight = weight;
        this.most = most;
    }

    /** State of a key, which must be the current one, to be worked on and given back; null when it has none. */
    S get(String key) throws Exception {
        return entry(key).state;
    }

    /** Replaces the state of a key, which must be the current one; null forgets it. */
    void put(String key, S state) throws Exception {
        Entry<S> entry = entry(key);
        entry.state = state;
        dirty.put(key, entry);
        weigh(entry);
        lighten(key, entry);
        shrink(key);
    }

    /** Whether a timer must be registered for the key to be woken at {@code at}. */
    boolean needsTimer(String key, long at) throws Exception {
        Long timerAt = entry(key).timerAt;
        return timerAt == null || timerAt > at;
    }

    /** From now on the timer at {@code at} counts as registered; returns the one that did before, null when none did. */
    Long timer(String key, long at) throws Exception {
        Entry<S> entry = entry(key);
        Long before = entry.timerAt;
        entry.timerAt = at;
        return before;
    }

    /** A timer of the key has fired. */
    void timerFired(String key, long at) {
        Entry<S> entry = entries.use(key);
        if (entry != null && entry.timerAt != null && entry.timerAt <= at) {
            entry.timerAt = null;
        }
    }

    private Entry<S> entry(String key) throws Exception {
        Entry<S> entry = entries.use(key);
        if (entry == null) {
            entry = new Entry<>();
            entry.state = stored.read();
            entries.put(key, entry);
            weigh(entry);
            shrink(key);
        }
        return entry;
    }

    private void weigh(Entry<S> entry) {
        bytes -= entry.bytes;
        spare -= entry.spare;
        entry.bytes = entry.state == null ? EMPTY_BYTES : weight.bytesOf(entry.state);
        entry.spare = entry.state == null ? 0 : weight.spareOf(entry.state);
        bytes += entry.bytes;
        spare += entry.spare;
    }

    /** Lets those that were not worked on for long do without what they can make again; never the current one. */
    private void lighten(String current, Entry<S> worked) {
        if (worked.spare > 0) {
            heavy.put(current, worked);
        } else {
            heavy.remove(current);
        }
        while (spare > most / SPARE_PART) {
            Map.Entry<String, Entry<S>> idle = heavy.take(current);
            if (idle == null) {
                return;
            }
            weight.lighten(idle.getValue().state);
            weigh(idle.getValue());
        }
    }

    /** Lets some go until the rest is small enough; never the one that is worked on. */
    private void shrink(String current) throws Exception {
        boolean moved = false;
        while (bytes > most) {
            Map.Entry<String, Entry<S>> idle = entries.take(current);
            if (idle == null) {
                break;
            }
            if (dirty.remove(idle.getKey()) != null) {
                write(idle.getKey(), idle.getValue());
                moved = true;
            }
            bytes -= idle.getValue().bytes;
            spare -= idle.getValue().spare;
            heavy.remove(idle.getKey());
        }
        if (moved) {
            setKey.accept(current);
        }
    }

    /** Writes what has changed to the keyed state. The current key is another one afterwards. */
    void store() throws Exception {
        for (Map.Entry<String, Entry<S>> entry : dirty.entrySet()) {
            write(entry.getKey(), entry.getValue());
        }
        dirty.clear();
    }

    private void write(String key, Entry<S> entry) throws Exception {
        setKey.accept(key);
        if (entry.state == null) {
            stored.clear();
        } else {
            stored.write(entry.state);
        }
    }
}
