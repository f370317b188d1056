package io.weir.app.compare;

import io.weir.app.sort.ExternalSort;
import io.weir.app.sort.SortKey;
import io.weir.app.sort.Sorted;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Completes the last revision of each incident that has more alerts than it lists: whoever wants to know what was grouped
 * with what needs all of them. Remembers one key per incident.
 */
final class LastRevisions implements Closeable {
    private final ExternalSort members;
    private final Map<String, Last> lastOf = new HashMap<>();
    private Sorted sorted;
    private boolean more;

    @SuppressWarnings("ArrayRecordComponent")
    private record Last(long revision, byte[] key) {}

    LastRevisions(Path temp, long memory) throws IOException {
        members = new ExternalSort(temp, memory);
    }

    /** Takes note of a revision. */
    void revision(IncidentLine line) {
        lastOf.merge(
                line.tenant() + "|" + line.incidentId(),
                new Last(line.revision(), line.key()),
                (one, other) -> one.revision() >= other.revision() ? one : other);
    }

    /** Takes all episodes; after the last revision. */
    void episodes(Path file) throws IOException {
        try (LineFile lines = new LineFile(file)) {
            for (Episode episode = lines.next(Episode::read); episode != null; episode = lines.next(Episode::read)) {
                Last last = lastOf.get(episode.tenant() + "|" + episode.incidentId());
                if (last != null) {
                    byte[] key = new SortKey()
                            .text(episode.fingerprint())
                            .number(episode.startsAt())
                            .bytes();
                    byte[] whole = Arrays.copyOf(last.key(), last.key().length + key.length);
                    System.arraycopy(key, 0, whole, last.key().length, key.length);
                    members.add(
                            whole,
                            RunJson.bytes(new IncidentLine.MemberLine(
                                    episode.fingerprint(), episode.startsAt(), null, episode.labels())));
                }
            }
        }
    }

    /**
     * The line as it is to be written. Called with the lines in the order of their keys.
     *
     * @param line as {@link RunJson} wrote it
     */
    byte[] completed(byte[] key, byte[] line) throws IOException {
        if (sorted == null) {
            sorted = members.sorted();
            more = sorted.next();
        }
        List<IncidentLine.MemberLine> placed = new ArrayList<>();
        while (more && isOf(key, sorted.key())) {
            placed.add(RunJson.read(sorted.line(), IncidentLine.MemberLine.class));
            more = sorted.next();
        }
        if (placed.isEmpty()) {
            return line;
        }
        IncidentLine revision = RunJson.read(line, IncidentLine.class);
        if (revision.members().size() >= revision.memberCount()) {
            // it lists all; who joined since was not told any more
            return line;
        }
        Set<List<Object>> listed = new HashSet<>();
        revision.members().forEach(member -> listed.add(List.of(member.fingerprint(), member.startsAt())));
        List<IncidentLine.MemberLine> all = new ArrayList<>(revision.members());
        for (IncidentLine.MemberLine member : placed) {
            if (!listed.contains(List.<Object>of(member.fingerprint(), member.startsAt()))) {
                all.add(member);
            }
        }
        return all.size() == revision.members().size() ? line : RunJson.bytes(revision.with(all));
    }

    private static boolean isOf(byte[] key, byte[] member) {
        return member.length > key.length && Arrays.equals(key, 0, key.length, member, 0, key.length);
    }

    @Override
    public void close() throws IOException {
        try (members) {
            if (sorted != null) {
                sorted.close();
            }
        }
    }
}
