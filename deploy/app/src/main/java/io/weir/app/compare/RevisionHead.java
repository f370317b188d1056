package io.weir.app.compare;

import io.weir.schema.EpochMillis;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import java.io.IOException;
import java.util.Map;

/** A line of {@code incidents.jsonl} without its members, which are skipped and never built. */
record RevisionHead(
        String incidentId,
        long revision,
        Incident.Kind kind,
        String tenant,
        Map<String, String> scope,
        String rule,
        Severity severity,
        Integer priority,
        @EpochMillis Long openedAt,
        @EpochMillis Long resolvedAt,
        @EpochMillis Long updatedAt,
        Incident.Status status,
        String title,
        int memberCount) {

    static RevisionHead read(byte[] line) throws IOException {
        return RunJson.read(line, RevisionHead.class);
    }

    /** The incident, as the ids of two tenants might be the same. */
    String key() {
        return tenant + "|" + incidentId;
    }
}
