package io.weir.app.compare;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The episodes of two runs side by side, in the order of their keys: both files are sorted by it. */
final class EpisodePairs implements Closeable {
    private final LineFile before;
    private final LineFile after;
    private Episode nextBefore;
    private Episode nextAfter;

    /**
     * One episode.
     *
     * @param before null when that run says nothing of it
     * @param after null when that run says nothing of it
     */
    record Pair(Episode before, Episode after) {
        /** One that is there. */
        Episode any() {
            return before == null ? after : before;
        }

        /** Key of the incident it was in before; null when in none. */
        String incidentBefore() {
            return incident(before);
        }

        /** Key of the incident it is in after; null when in none. */
        String incidentAfter() {
            return incident(after);
        }

        private static String incident(Episode episode) {
            return episode == null || episode.incidentId() == null
                    ? null
                    : episode.tenant() + "|" + episode.incidentId();
        }
    }

    EpisodePairs(Path runBefore, Path runAfter) throws IOException {
        before = new LineFile(runBefore.resolve(RunFolder.EPISODES));
        after = new LineFile(runAfter.resolve(RunFolder.EPISODES));
        nextBefore = before.next(Episode::read);
        nextAfter = after.next(Episode::read);
    }

    /** The next one; null after the last. */
    Pair next() throws IOException {
        if (nextBefore == null && nextAfter == null) {
            return null;
        }
        int order = order();
        Pair pair = new Pair(order <= 0 ? nextBefore : null, order >= 0 ? nextAfter : null);
        nextBefore = order <= 0 ? before.next(Episode::read) : nextBefore;
        nextAfter = order >= 0 ? after.next(Episode::read) : nextAfter;
        return pair;
    }

    private int order() {
        if (nextBefore == null || nextAfter == null) {
            return nextBefore == null ? 1 : -1;
        }
        return Arrays.compareUnsigned(nextBefore.key(), nextAfter.key());
    }

    @Override
    public void close() throws IOException {
        try (before;
                after) {
            nextBefore = null;
            nextAfter = null;
        }
    }
}
