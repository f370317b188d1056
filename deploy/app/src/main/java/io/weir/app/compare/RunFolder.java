package io.weir.app.compare;

import io.weir.app.sort.ExternalSort;
import io.weir.app.sort.SortKey;
import io.weir.app.sort.Sorted;
import io.weir.schema.DeadLetter;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import io.weir.schema.Remediation;
import io.weir.schema.Tally;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The folder of one run: {@code incidents.jsonl}, {@code remediations.jsonl} and {@code episodes.jsonl}, in an order of
 * their own. The same results give the same bytes, in whatever parts and order the job left them; a result that is there
 * twice counts once. Memory does not grow with the history.
 */
public final class RunFolder {
    /** One line per revision, by time, tenant, incident and revision. */
    public static final String INCIDENTS = "incidents.jsonl";
    /** Remediations, by time, tenant, id and kind (requested, refused, cancelled). */
    public static final String REMEDIATIONS = "remediations.jsonl";
    /** One line per episode, by tenant, fingerprint and start. */
    public static final String EPISODES = "episodes.jsonl";

    private RunFolder() {}

    /**
     * Writes the files of a run.
     *
     * @param raw results as the job left them: {@code NAME/**} or {@code NAME-0.jsonl}
     * @param run the run's folder; must exist
     * @param temp where what is beyond memory goes; must exist
     * @param hostsPerIncident as the guardrails of AWX have it: hosts beyond it would be refused
     * @throws IOException when a result cannot be read (the message names file and line) or a file not be written
     */
    public static Received write(Path raw, Path run, Path temp, int hostsPerIncident) throws IOException {
        return write(raw, run, temp, hostsPerIncident, Long.MAX_VALUE);
    }

    /**
     * The same of what was decided before an instant.
     *
     * @param toMs milliseconds since the epoch
     */
    public static Received write(Path raw, Path run, Path temp, int hostsPerIncident, long toMs) throws IOException {
        return write(new RawParts(raw, toMs), run, temp, hostsPerIncident, ExternalSort.DEFAULT_MEMORY);
    }

    /** @param memory bytes for each sort, of which four are open at once */
    static Received write(RawParts parts, Path run, Path temp, int hostsPerIncident, long memory) throws IOException {
        Files.createDirectories(run);
        try (EpisodeTable episodes = new EpisodeTable(temp, memory);
                LastRevisions last = new LastRevisions(temp, memory);
                ExternalSort incidents = new ExternalSort(temp, memory)) {
            parts.<Incident>read("incidents", Wire.INCIDENT::read, Incident::updatedAt, incident -> {
                IncidentLine line = IncidentLine.of(incident);
                incidents.add(line.key(), RunJson.bytes(line));
                last.revision(line);
                episodes.revision(incident);
            });
            parts.read("decisions", Wire.DECISION::read, Decision::at, episodes::decision);
            episodes.write(run.resolve(EPISODES));
            last.episodes(run.resolve(EPISODES));
            try (Sorted sorted = incidents.sorted()) {
                CanonicalFile.write(run.resolve(INCIDENTS), sorted, last::completed);
            }
        }
        remediations(parts, run, temp, memory, hostsPerIncident);
        long[] letters = {0};
        parts.read("dead-letters", Wire.DEAD_LETTER::read, DeadLetter::at, letter -> letters[0]++);
        return new Received(alerts(parts, temp, memory), letters[0]);
    }

    private static void remediations(RawParts parts, Path run, Path temp, long memory, int hostsPerIncident)
            throws IOException {
        try (ExternalSort sort = new ExternalSort(temp, memory)) {
            parts.<Remediation>read("remediations", Wire.REMEDIATION::read, Remediation::requestedAt, remediation -> {
                byte[] key = new SortKey()
                        .number(remediation.requestedAt())
                        .text(remediation.tenant())
                        .text(remediation.remediationId())
                        .number(rank(remediation.kind()))
                        .bytes();
                sort.add(key, Wire.REMEDIATION.write(remediation));
            });
            try (Sorted sorted = sort.sorted()) {
                KnownGuardrails guardrails = new KnownGuardrails(hostsPerIncident);
                CanonicalFile.write(run.resolve(REMEDIATIONS), sorted, (key, line) -> guardrails.judged(line));
            }
        }
    }

    /** Of one instant: what is asked for comes before it is taken back. */
    private static int rank(Remediation.Kind kind) {
        return switch (kind) {
            case REQUESTED -> 0;
            case REFUSED -> 1;
            case CANCELLED -> 2;
        };
    }

    /** A minute is told again when something in it is settled later; what was received in it only grows. */
    private static Long alerts(RawParts parts, Path temp, long memory) throws IOException {
        try (ExternalSort sort = new ExternalSort(temp, memory)) {
            parts.<Tally>read("tallies", Wire.TALLY::read, Tally::minute, tally -> {
                byte[] minute = new SortKey()
                        .text(tally.tenant())
                        .number(tally.minute())
                        .bytes();
                sort.add(minute, new SortKey().number(tally.received()).bytes());
            });
            try (Sorted sorted = sort.sorted()) {
                return sum(sorted);
            }
        }
    }

    private static Long sum(Sorted minutes) throws IOException {
        Long sum = null;
        byte[] minute = null;
        long received = 0;
        while (minutes.next()) {
            if (!Arrays.equals(minute, minutes.key())) {
                sum = (sum == null ? 0 : sum) + received;
            }
            minute = minutes.key();
            received = SortKey.number(minutes.line());
        }
        return sum == null ? null : Long.valueOf(sum + received);
    }
}
