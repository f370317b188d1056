package io.weir.pipeline.scenario;

import io.weir.core.scenario.Outcome;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import java.util.List;

/** What a job said, as an outcome of the scenarios. */
final class Results {
    private Results() {}

    /** Leaves out what was said later than {@code until}; a run ends a little after it. */
    static Outcome upTo(long until, List<Incident> incidents, List<Receipt> receipts, List<Remediation> remediations) {
        return new Outcome(
                incidents.stream().filter(i -> i.updatedAt() <= until).toList(),
                receipts.stream().filter(r -> r.at() <= until).toList(),
                remediations.stream().filter(r -> r.requestedAt() <= until).toList(),
                null);
    }
}
