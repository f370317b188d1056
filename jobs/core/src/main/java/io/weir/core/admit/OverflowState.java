package io.weir.core.admit;

import io.weir.schema.Severity;

/**
 * The incident that stands for those kept back. A state class: public fields, so that it is serialized field by field
 * and can grow. Times are milliseconds of pipeline time.
 */
public final class OverflowState {
    public String tenant;
    public String incidentId;
    public String rulesVersion;
    public long revision;
    public long openedAt;
    /** Worst severity ever among the incidents it stood for. */
    public Severity severity;

    public int urgency;
    public int impact;
    /** Worst GLPI priority among them; null when not known. */
    public Integer priority;
    /** How many incidents it has stood for, those that are over included. */
    public int everDiverted;
    /** Members of the incidents that are over. */
    public int earlierMembers;
    /** Whether one of those that are over went stale and not well. */
    public boolean stale;
    /** Not before this instant may an ordinary update be published. */
    public long nextUpdateAt;
    /** Whether an update is owed. */
    public boolean owed;
    /** When it resolves unless another incident is kept back; null while one is. */
    public Long resolveAt;

    /** Whether one of those that are over was gone at its source; null when none was. */
    public Boolean gone;

    /** For the serializer. */
    public OverflowState() {}

    OverflowState copy() {
        OverflowState copy = new OverflowState();
        copy.tenant = tenant;
        copy.incidentId = incidentId;
        copy.rulesVersion = rulesVersion;
        copy.revision = revision;
        copy.openedAt = openedAt;
        copy.severity = severity;
        copy.urgency = urgency;
        copy.impact = impact;
        copy.priority = priority;
        copy.everDiverted = everDiverted;
        copy.earlierMembers = earlierMembers;
        copy.stale = stale;
        copy.nextUpdateAt = nextUpdateAt;
        copy.owed = owed;
        copy.resolveAt = resolveAt;
        copy.gone = gone;
        return copy;
    }

    /** Takes the severity and the priorities of an incident where they are worse; whether the severity is. */
    boolean raise(Diverted incident) {
        boolean worse = severity == null || incident.severity().worseThan(severity);
        severity = worse ? incident.severity() : severity;
        urgency = Math.max(urgency, incident.urgency());
        impact = Math.max(impact, incident.impact());
        if (incident.priority() != null) {
            priority =
                    priority == null ? incident.priority() : Integer.valueOf(Math.max(priority, incident.priority()));
        }
        return worse;
    }
}
