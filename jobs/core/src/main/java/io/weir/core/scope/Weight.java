package io.weir.core.scope;

import io.weir.core.Onset;
import io.weir.core.Policy;
import io.weir.schema.Incident;
import io.weir.schema.rules.RuleBook;

/** How bad an incident is: it only ever gets worse. Alerts under a cause and alerts that are over add nothing. */
final class Weight {
    private Weight() {}

    /**
     * Adds the weight of an alert that joined.
     *
     * @return what got worse, as the reason of an update; null when nothing did
     */
    static String add(IncidentState incident, Onset onset) {
        boolean worse = onset.severity().worseThan(incident.severity);
        if (worse) {
            incident.severity = onset.severity();
        }
        int urgency = Math.max(incident.urgency, onset.policy().urgency());
        int impact = Math.max(incident.impact, onset.policy().impact());
        for (Policy.Raise raise : incident.policy.raises()) {
            if (incident.alerts() >= raise.members()) {
                urgency = raise.urgency() == null ? urgency : Math.max(urgency, raise.urgency());
                impact = raise.impact() == null ? impact : Math.max(impact, raise.impact());
            }
        }
        boolean raised = urgency != incident.urgency || impact != incident.impact;
        incident.urgency = urgency;
        incident.impact = impact;
        if (worse) {
            return Incident.Reason.SEVERITY_RAISED;
        }
        return raised ? Incident.Reason.PRIORITY_RAISED : null;
    }

    /** GLPI's priority for urgency and impact, each 1 to 5. */
    static int priority(int urgency, int impact) {
        return new RuleBook.Priority(urgency, impact).glpiPriority();
    }
}
