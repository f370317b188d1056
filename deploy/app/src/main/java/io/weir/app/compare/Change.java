package io.weir.app.compare;

import io.weir.schema.EpochMillis;
import io.weir.schema.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One difference between two runs, as in {@code diff.json}.
 *
 * @param aspects in what they differ; empty unless {@link ChangeKind#CHANGED}
 * @param weight alerts that are concerned
 * @param text one plain sentence
 * @param before incidents, the one with most alerts in common first
 * @param after incidents, likewise
 * @param alerts those concerned, the worst first, at most {@link #ALERTS_MAX}
 * @param alertsOmitted how many more are concerned
 */
public record Change(
        ChangeKind kind,
        Set<Aspect> aspects,
        long weight,
        String tenant,
        String text,
        List<IncidentSummary> before,
        List<IncidentSummary> after,
        List<MovedAlert> alerts,
        long alertsOmitted) {

    /** So many alerts are listed at most. */
    static final int ALERTS_MAX = 50;

    /**
     * An alert that a change concerns.
     *
     * @param startsAt milliseconds since the epoch
     * @param labels null when no incident ever listed it
     * @param severity null when no incident ever listed it
     * @param before null when that run says nothing of it
     * @param after null when that run says nothing of it
     */
    public record MovedAlert(
            String fingerprint,
            @EpochMillis Long startsAt,
            String alertname,
            Map<String, String> labels,
            Severity severity,
            Whereabouts before,
            Whereabouts after) {}

    /**
     * Where an alert was at the end of a run.
     *
     * @param incidentId null when in none
     * @param rule what put it there; null when no rule did
     * @param fate what became of it, in a word
     * @param reason why, in a stable word
     */
    public record Whereabouts(String incidentId, String rule, String fate, String reason) {
        static Whereabouts of(Episode episode) {
            return episode == null
                    ? null
                    : new Whereabouts(episode.incidentId(), episode.rule(), episode.fate(), episode.reason());
        }
    }

    /** The worst severity among its incidents. */
    Severity severity() {
        Severity worst = Severity.INFO;
        for (List<IncidentSummary> side : List.of(before, after)) {
            for (IncidentSummary incident : side) {
                worst = incident.severity().worseThan(worst) ? incident.severity() : worst;
            }
        }
        return worst;
    }
}
