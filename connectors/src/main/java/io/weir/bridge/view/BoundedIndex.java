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
import java.util.function.ToLongFunction;

/**
 * Entries by id and, newest first, by position. Holds at most so many, and as many bytes as the budget leaves it: beyond,
 * the oldest that is over goes, or the oldest of all when none is. Written by one thread, read by any without waiting.
 *
 * @param <E> an entry, immutable
 */
final class BoundedIndex<E> {
    /** An entry in its place. Most entries change in their place, and that costs no search. */
    private static final class Slot<E> {
        private final Position position;
        private volatile E entry;
        private boolean over;
        private long bytes;

        Slot(Position position) {
            this.position = position;
        }
    }

    /** Of one page: a list of a thousand is for reading, not for the last byte of memory. */
    static final long MOST_BYTES_OF_A_PAGE = 2 << 20;

    private final int capacity;
    private final MemoryBudget budget;
    private final ToLongFunction<E> size;
    private final Consumer<E> evicted;
    private final Map<String, Slot<E>> byId = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Position, Slot<E>> ordered = new ConcurrentSkipListMap<>();
    private final NavigableSet<Position> over = new TreeSet<>();

    private long bytes;

    /** One that shares a budget; {@code size}: the bytes an entry takes, about. */
    BoundedIndex(int capacity, MemoryBudget budget, ToLongFunction<E> size, Consumer<E> evicted) {
        this.capacity = capacity;
        this.budget = budget;
        this.size = size;
        this.evicted = evicted;
        budget.joinedBy(this);
    }

    /** Puts an entry in the place of the one with the same id. */
    void put(Position position, E entry, boolean isOver) {
        Slot<E> slot = byId.get(position.id());
        if (slot != null && slot.position.equals(position)) {
            slot.entry = entry;
        } else {
            slot = moved(slot, position, entry);
        }
        if (slot.over != isOver) {
            slot.over = isOver;
            note(isOver, position);
        }
        long grown = size.applyAsLong(entry) - slot.bytes;
        slot.bytes += grown;
        take(grown);
        while (byId.size() > capacity) {
            evict();
        }
        budget.keep();
    }

    private void take(long more) {
        bytes += more;
        budget.take(more);
    }

    /** {@code before} null: it is new. */
    private Slot<E> moved(Slot<E> before, Position position, E entry) {
        Slot<E> slot = new Slot<>(position);
        slot.entry = entry;
        byId.put(position.id(), slot);
        ordered.put(position, slot);
        if (before != null) {
            ordered.remove(before.position);
            over.remove(before.position);
            take(-before.bytes);
        }
        return slot;
    }

    private void note(boolean isOver, Position position) {
        if (isOver) {
            over.add(position);
        } else {
            over.remove(position);
        }
    }

    /** Gives its oldest up; there is one. */
    void evict() {
        Position oldest = over.isEmpty() ? ordered.lastKey() : over.last();
        over.remove(oldest);
        ordered.remove(oldest);
        Slot<E> gone = byId.remove(oldest.id());
        if (gone != null) {
            take(-gone.bytes);
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

    /** Bytes that its entries take, about; for the thread that writes. */
    long bytes() {
        return bytes;
    }

    /**
     * At most {@code limit} entries that {@code wanted} takes, beyond {@code after} (null: from the newest on); fewer where
     * they are big, but one at least.
     */
    Page<E> page(Position after, int limit, Predicate<E> wanted) {
        List<E> items = new ArrayList<>();
        long pageBytes = 0;
        Position last = null;
        var from = after == null ? ordered : ordered.tailMap(after, false);
        for (Slot<E> slot : from.values()) {
            E entry = slot.entry;
            if (!wanted.test(entry)) {
                continue;
            }
            pageBytes += size.applyAsLong(entry);
            if (items.size() == limit || (!items.isEmpty() && pageBytes > MOST_BYTES_OF_A_PAGE)) {
                return new Page<>(items, last);
            }
            items.add(entry);
            last = slot.position;
        }
        return new Page<>(items, null);
    }

    /** All that {@code wanted} takes, newest first. */
    List<E> all(Predicate<E> wanted) {
        List<E> found = new ArrayList<>();
        for (Slot<E> slot : ordered.values()) {
            E entry = slot.entry;
            if (wanted.test(entry)) {
                found.add(entry);
            }
        }
        return found;
    }
}
