package io.weir.pipeline.correlate;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * The states of the keys that were worked on last, as objects in front of Flink's keyed state: a key that is busy is read
 * once and written once per checkpoint. Bounded by the memory that the states take; the one that was not used for longest is
 * written and goes.
 */
final class StateCache<S> {
    private static final long EMPTY_BYTES = 200;
    /** From this part of the most on states are to be light: better many of them than a few with everything at hand. */
    private static final double TIGHT = 0.75;

    private static final class Entry<S> {
        S state;
        long bytes;
        /** The earliest timer that is known to be registered; null when none is. */
        Long timerAt;
    }

    private final StateShelf<S> stored;
    private final Consumer<Object> setKey;
    private final ToLongFunction<S> bytesOf;
    private final Consumer<S> lighten;
    private final long most;

    private final LinkedHashMap<String, Entry<S>> entries = new LinkedHashMap<>(16, 0.75f, true);
    /** Those of them that have changed since they were read or written. */
    private final Map<String, Entry<S>> dirty = new LinkedHashMap<>();

    private long bytes;

    /**
     * A cache.
     *
     * @param stored the keyed state behind it
     * @param setKey makes a key the current one of {@code stored}
     * @param lighten lets a state do without what it can make again
     * @param most bytes of all states in it
     */
    StateCache(
            StateShelf<S> stored, Consumer<Object> setKey, ToLongFunction<S> bytesOf, Consumer<S> lighten, long most) {
        this.stored = stored;
        this.setKey = setKey;
        this.bytesOf = bytesOf;
        this.lighten = lighten;
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
        Entry<S> entry = entries.get(key);
        if (entry != null && entry.timerAt != null && entry.timerAt <= at) {
            entry.timerAt = null;
        }
    }

    private Entry<S> entry(String key) throws Exception {
        Entry<S> entry = entries.get(key);
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
        if (entry.state == null) {
            entry.bytes = EMPTY_BYTES;
        } else {
            entry.bytes = bytesOf.applyAsLong(entry.state);
            if (bytes + entry.bytes > TIGHT * most) {
                lighten.accept(entry.state);
                entry.bytes = bytesOf.applyAsLong(entry.state);
            }
        }
        bytes += entry.bytes;
    }

    /** Lets the oldest go until the rest is small enough; never the one that is worked on. */
    private void shrink(String current) throws Exception {
        Iterator<Map.Entry<String, Entry<S>>> oldest = entries.entrySet().iterator();
        boolean moved = false;
        while (bytes > most && entries.size() > 1) {
            Map.Entry<String, Entry<S>> next = oldest.next();
            if (next.getKey().equals(current)) {
                break;
            }
            if (dirty.remove(next.getKey()) != null) {
                write(next.getKey(), next.getValue());
                moved = true;
            }
            bytes -= next.getValue().bytes;
            oldest.remove();
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
