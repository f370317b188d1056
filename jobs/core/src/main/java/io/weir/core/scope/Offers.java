package io.weir.core.scope;

import io.weir.core.Playbook;
import io.weir.schema.Member;
import java.util.List;

/** What of an incident is offered for remediation, and taken back. */
final class Offers {
    private Offers() {}

    /** Offers what the rule book has against each member that fires. */
    static void all(IncidentState incident, long at, List<ScopeOutput> out) {
        incident.playbooks.keySet().stream().sorted().forEach(fingerprint -> one(incident, fingerprint, at, out));
    }

    /** Offers what the rule book has against this member. */
    static void one(IncidentState incident, String fingerprint, long at, List<ScopeOutput> out) {
        Playbook playbook = incident.playbooks.get(fingerprint);
        if (playbook != null) {
            out.add(candidate(incident, Candidate.Kind.FIRES, fingerprint, playbook, at));
        }
    }

    /** Takes back what was offered against a member that is over, or not the incident's own any more. */
    static void takeBack(IncidentState incident, String fingerprint, long at, List<ScopeOutput> out) {
        Playbook playbook = incident.playbooks.remove(fingerprint);
        if (playbook != null && incident.phase == IncidentState.Phase.OPEN) {
            out.add(candidate(incident, Candidate.Kind.ENDED, fingerprint, playbook, at));
        }
    }

    private static ScopeOutput candidate(
            IncidentState incident, Candidate.Kind kind, String fingerprint, Playbook playbook, long at) {
        Member member = incident.current.get(fingerprint);
        return ScopeOutput.of(new Candidate(
                kind,
                at,
                incident.tenant,
                incident.incidentId,
                fingerprint,
                member == null ? at : member.startsAt(),
                member == null ? fingerprint : member.labels().getOrDefault("alertname", fingerprint),
                member == null ? at : member.joinedAt(),
                member != null && member.flapping(),
                playbook,
                incident.trace));
    }
}
