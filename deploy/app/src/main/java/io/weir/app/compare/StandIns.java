package io.weir.app.compare;

import io.weir.app.sort.ExternalSort;
import io.weir.app.sort.SortKey;
import io.weir.app.sort.Sorted;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Puts an episode that another alert stands for, since both have one identity, where that alert's episode is: the last one
 * that was received no later.
 */
final class StandIns implements Closeable {
    private static final long SHOWN = 0;
    private static final long STOOD_FOR = 1;

    private final ExternalSort byAlert;
    private boolean needed;

    /** @param shownAs fingerprint of the alert that stands for it; null when it is shown itself */
    private record Entry(String shownAs, Episode episode) {}

    /** Takes an episode that is settled. */
    @FunctionalInterface
    interface Taker {
        void take(Episode episode) throws IOException;
    }

    StandIns(Path temp, long memory) throws IOException {
        byAlert = new ExternalSort(temp, memory);
    }

    /** Says that there will be some; without, episodes that are shown need not be kept. */
    void expect() {
        needed = true;
    }

    /** Keeps one that is shown, for others that it may stand for. */
    void shown(Episode episode) throws IOException {
        if (needed) {
            add(episode.fingerprint(), SHOWN, new Entry(null, episode));
        }
    }

    /** Keeps one that is to be placed. */
    void stoodFor(String shownAs, Episode episode) throws IOException {
        add(shownAs, STOOD_FOR, new Entry(shownAs, episode));
    }

    private void add(String alert, long order, Entry entry) throws IOException {
        byte[] key = new SortKey()
                .text(entry.episode().tenant())
                .text(alert)
                .number(entry.episode().receivedAt())
                .number(order)
                .bytes();
        byAlert.add(key, RunJson.bytes(entry));
    }

    /** Hands over all that others stand for, where they are. */
    void place(Taker taker) throws IOException {
        try (Sorted sorted = byAlert.sorted()) {
            Episode shown = null;
            while (sorted.next()) {
                Entry entry = RunJson.read(sorted.line(), Entry.class);
                Episode episode = entry.episode();
                if (entry.shownAs() == null) {
                    shown = episode;
                } else {
                    boolean stands = shown != null
                            && shown.tenant().equals(episode.tenant())
                            && shown.fingerprint().equals(entry.shownAs());
                    taker.take(stands ? episode.in(shown.incidentId(), episode.fate(), episode.reason()) : episode);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        byAlert.close();
    }
}
