package io.weir.pipeline.correlate;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;

/**
 * What is known of the alerts that were seen last, in front of Flink's keyed state: most alerts repeat one of them and
 * change nothing, and need not be read for that. What changes is written at once, so nothing is here only.
 */
final class RecentEntries {
    private static final long BYTES_OF_ONE = 700;
    private final ValueState<TrackEntry> stored;
    private final long most;
    private final SecondChance<TrackEntry> recent = new SecondChance<>();

    /** In front of {@code stored}, with so many bytes at most. */
    RecentEntries(ValueState<TrackEntry> stored, long bytes) {
        this.stored = stored;
        this.most = bytes / BYTES_OF_ONE;
    }

    /** What is known of a key, which must be the current one; null when nothing is. */
    TrackEntry get(String key) throws IOException {
        TrackEntry entry = recent.use(key);
        if (entry == null) {
            entry = stored.value();
            if (entry != null) {
                keep(key, entry);
            }
        }
        return entry;
    }

    /** From now on this is known of a key, which must be the current one. */
    void put(String key, TrackEntry entry) throws IOException {
        stored.update(entry);
        keep(key, entry);
    }

    private void keep(String key, TrackEntry entry) {
        recent.put(key, entry);
        while (recent.size() > most && recent.take(key) != null) {
            // those that were used meanwhile stay
        }
    }

    /** From now on nothing is known of a key, which must be the current one. */
    void forget(String key) {
        stored.clear();
        recent.remove(key);
    }
}
