package io.weir.bridge.quota;

import io.weir.bridge.view.PublishedBook;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** After how much silence rule books take an alert for over; each book is read once. */
final class StaleAfter {
    private static final int MOST = 1_000;

    private final Map<PublishedBook, Long> millis = new ConcurrentHashMap<>();

    /** {@code book} null: the default book's. */
    long of(PublishedBook book) {
        if (book == null) {
            return read(null);
        }
        if (millis.size() > MOST) {
            millis.clear();
        }
        return millis.computeIfAbsent(book, StaleAfter::read);
    }

    private static long read(PublishedBook book) {
        return PublishedBook.rulesOf(book).staleAfter().toMillis();
    }
}
