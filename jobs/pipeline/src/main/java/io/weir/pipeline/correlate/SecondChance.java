package io.weir.pipeline.correlate;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values by key, of which those that were not used for long can be taken out: the oldest goes, unless it was used since it
 * came or since it was spared, which it is once ("second chance"). To note a use costs a flag, where an order of last uses
 * costs four references to be written in old objects, which the collector then has to look through.
 */
final class SecondChance<V> {
    private static final class Slot<V> {
        V value;
        boolean used;

        Slot(V value) {
            this.value = value;
        }
    }

    private final LinkedHashMap<String, Slot<V>> slots = new LinkedHashMap<>();

    /** The key that was asked for last, and its slot: who works on one asks several times. Null when it is gone. */
    private String lastKey;

    private Slot<V> last;

    private Slot<V> slot(String key) {
        if (!key.equals(lastKey)) {
            last = slots.get(key);
            lastKey = last == null ? null : key;
        }
        return last;
    }

    private void isGone(String key) {
        if (key.equals(lastKey)) {
            lastKey = null;
            last = null;
        }
    }

    /** What is there for a key, which counts as used; null when nothing is. */
    V use(String key) {
        Slot<V> slot = slot(key);
        if (slot == null) {
            return null;
        }
        slot.used = true;
        return slot.value;
    }

    /** From now on this is there for a key. What was there before counts as used. */
    void put(String key, V value) {
        Slot<V> slot = slot(key);
        if (slot == null) {
            slots.put(key, new Slot<>(value));
        } else {
            slot.value = value;
            slot.used = true;
        }
    }

    /** From now on nothing is there for a key. */
    void remove(String key) {
        slots.remove(key);
        isGone(key);
    }

    int size() {
        return slots.size();
    }

    /**
     * Takes one out that was not used for long.
     *
     * @param spared key of one that stays in any case; null for none
     * @return null when no other is there
     */
    Map.Entry<String, V> take(String spared) {
        // at the second time round the flags of all are down
        for (int left = 2 * slots.size(); left > 0; left--) {
            Iterator<Map.Entry<String, Slot<V>>> eldest = slots.entrySet().iterator();
            Map.Entry<String, Slot<V>> next = eldest.next();
            String key = next.getKey();
            Slot<V> slot = next.getValue();
            eldest.remove();
            if (!slot.used && !key.equals(spared)) {
                isGone(key);
                return Map.entry(key, slot.value);
            }
            slot.used = false;
            slots.put(key, slot);
        }
        return null;
    }
}
