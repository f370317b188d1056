package io.weir.core.scenario;

import io.weir.core.track.Verdict;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Everything that came out, in an order that does not depend on who was faster: by time, then by tenant and place.
 *
 * @param incidents all revisions
 * @param receipts about episodes
 * @param remediations requested, refused and taken back
 * @param verdicts how often each verdict was given; null when the run cannot tell
 */
public record Outcome(
        List<Incident> incidents,
        List<Receipt> receipts,
        List<Remediation> remediations,
        Map<Verdict, Integer> verdicts) {

    private static final Comparator<Incident> INCIDENTS = Comparator.comparing(Incident::updatedAt)
            .thenComparing(Incident::tenant)
            .thenComparing(incident -> incident.scope().toString())
            .thenComparing(Incident::openedAt)
            .thenComparing(Incident::incidentId)
            .thenComparing(Incident::revision);
    private static final Comparator<Receipt> RECEIPTS =
            Comparator.comparing(Receipt::at).thenComparing(Receipt::tenant).thenComparing(Receipt::fingerprint);
    private static final Comparator<Remediation> REMEDIATIONS = Comparator.comparing(Remediation::requestedAt)
            .thenComparing(Remediation::tenant)
            .thenComparing(Remediation::target)
            .thenComparing(Remediation::incidentId)
            .thenComparing(Remediation::fingerprint);

    /** Sorts. */
    public Outcome {
        incidents = incidents.stream().sorted(INCIDENTS).toList();
        receipts = receipts.stream().sorted(RECEIPTS).toList();
        remediations = remediations.stream().sorted(REMEDIATIONS).toList();
    }

    /** The newest revision of each incident, by id. */
    public List<Incident> newest() {
        return incidents.stream()
                .filter(one -> incidents.stream()
                        .noneMatch(other ->
                                other.incidentId().equals(one.incidentId()) && other.revision() > one.revision()))
                .sorted(Comparator.comparing(Incident::incidentId))
                .toList();
    }
}
