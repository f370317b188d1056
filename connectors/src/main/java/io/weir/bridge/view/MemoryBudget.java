package io.weir.bridge.view;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all lists of a bridge share. Beyond it the list that takes most gives its oldest entries up, so one that
 * takes no more than its equal share keeps what it has. Used by the one thread that writes the lists.
 */
final class MemoryBudget {
    private final long most;
    private final List<BoundedIndex<?>> lists = new ArrayList<>();
    private final AtomicLong taken = new AtomicLong();

    /** One of {@code most} bytes. */
    MemoryBudget(long most) {
        this.most = most;
    }

    void joinedBy(BoundedIndex<?> list) {
        lists.add(list);
    }

    /** Takes bytes, or gives them back, {@code more} negative. */
    void take(long more) {
        taken.addAndGet(more);
    }

    /** Makes the lists give up what is too much. */
    void keep() {
        while (taken.get() > most) {
            BoundedIndex<?> biggest = lists.get(0);
            for (BoundedIndex<?> list : lists) {
                biggest = list.bytes() > biggest.bytes() ? list : biggest;
            }
            biggest.evict();
        }
    }

    /** Bytes that the entries of all lists take, about; read by any thread. */
    long taken() {
        return taken.get();
    }
}
