package io.weir.bridge.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Entries by id and, newest first, by position. Holds at most so many: beyond, the oldest that is over goes, or the
 * oldest of all when none is. Written by one thread, read by any without waiting.
 *
 * @param <E> an entry, immutable
 */
final class BoundedIndex<E> {
    private record Slot<E>(Position position, E entry) {}

    private final int capacity;
    private final Consumer<E> evicted;
    private final Map<String, Slot<E>> byId = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Position, E> ordered = new ConcurrentSkipListMap<>();
    private final NavigableSet<Position> over = new TreeSet<>();

    BoundedIndex(int capacity, Consumer<E> evicted) {
        this.capacity = capacity;
        this.evicted = evicted;
    }

    /** Puts an entry in the place of the one with the same id. */
    void put(Position position, E entry, boolean isOver) {
        Slot<E> before = byId.put(position.id(), new Slot<>(position, entry));
        ordered.put(position, entry);
        if (before != null && !before.position.equals(position)) {
            ordered.remove(before.position);
            over.remove(before.position);
        }
        if (isOver) {
            over.add(position);
        } else {
            over.remove(position);
        }
        while (byId.size() > capacity) {
            evict();
        }
    }

    private void evict() {
        Position oldest = over.isEmpty() ? ordered.lastKey() : over.last();
        over.remove(oldest);
        ordered.remove(oldest);
        Slot<E> gone = byId.remove(oldest.id());
        if (gone != null) {
            evicted.accept(gone.entry);
        }
    }

    /** The entry with this id, or null. */
    E get(String id) {
        Slot<E> slot = byId.get(id);
        return slot == null ? null : slot.entry;
    }

    int size() {
        return byId.size();
    }

    /** At most {@code limit} entries that {@code wanted} takes, beyond {@code after} (null: from the newest on). */
    Page<E> page(Position after, int limit, Predicate<E> wanted) {
        List<E> items = new ArrayList<>();
        Position last = null;
        var from = after == null ? ordered : ordered.tailMap(after, false);
        for (Map.Entry<Position, E> entry : from.entrySet()) {
            if (!wanted.test(entry.getValue())) {
                continue;
            }
            if (items.size() == limit) {
                return new Page<>(items, last);
            }
            items.add(entry.getValue());
            last = entry.getKey();
        }
        return new Page<>(items, null);
    }
}
