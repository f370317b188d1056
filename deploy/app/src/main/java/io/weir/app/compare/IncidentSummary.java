package io.weir.app.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.EpochMillis;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An incident as a run left it. Times are milliseconds since the epoch.
 *
 * @param title one line for people, of its newest revision like all that follows but for the times
 * @param scope the routing labels and values that all members share
 * @param priority 1 to 6; null when unknown
 * @param openedAt when its first alert was received
 * @param publishedAt when its ticket would be opened
 * @param resolvedAt when its last member ended; null while open
 * @param revisions how many came out
 * @param alerts all members ever
 */
public record IncidentSummary(
        String incidentId,
        String tenant,
        String title,
        String rule,
        Map<String, String> scope,
        Severity severity,
        Integer priority,
        @EpochMillis Long openedAt,
        @EpochMillis Long publishedAt,
        @EpochMillis Long resolvedAt,
        long revisions,
        int alerts) {

    /**
     * The incidents of a run, the one published first at the front.
     *
     * @throws IOException when the file cannot be read
     */
    public static List<IncidentSummary> read(Path run) throws IOException {
        Map<String, IncidentSummary> incidents = new LinkedHashMap<>();
        try (LineFile lines = new LineFile(run.resolve(RunFolder.INCIDENTS))) {
            for (RevisionHead head = lines.next(RevisionHead::read);
                    head != null;
                    head = lines.next(RevisionHead::read)) {
                RevisionHead newest = head;
                incidents.compute(head.key(), (key, known) -> after(known, newest));
            }
        }
        return new ArrayList<>(incidents.values());
    }

    private static IncidentSummary after(IncidentSummary known, RevisionHead newest) {
        return new IncidentSummary(
                newest.incidentId(),
                newest.tenant(),
                newest.title(),
                newest.rule(),
                newest.scope(),
                newest.severity(),
                newest.priority(),
                newest.openedAt(),
                known == null ? newest.updatedAt() : known.publishedAt,
                newest.status() == Incident.Status.OPEN ? null : newest.resolvedAt(),
                known == null ? 1 : known.revisions + 1,
                newest.memberCount());
    }

    /** As in {@code diff.json}. */
    public JsonNode json() {
        return RunJson.MAPPER.valueToTree(this);
    }

    /** The incident, as the ids of two tenants might be the same. */
    String key() {
        return tenant + "|" + incidentId;
    }
}
