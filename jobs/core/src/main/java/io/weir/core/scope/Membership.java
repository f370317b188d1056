package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.schema.Member;
import java.util.Comparator;

/** How episodes enter, change and leave an incident. */
final class Membership {
    private Membership() {}

    /** Lets a started episode join; the caller has chosen the incident. */
    static void join(IncidentState incident, EpisodeEvent event) {
        String fingerprint = event.fingerprint();
        Member before = incident.current.get(fingerprint);
        boolean sameEpisode = before != null && before.startsAt() == event.startsAt();
        if (!sameEpisode) {
            incident.memberCount++;
        }
        if (before != null && !sameEpisode) {
            incident.earlier.add(before);
        }
        if (before == null && incident.current.size() + incident.earlier.size() >= IncidentState.TRACKED_MAX) {
            makeRoom(incident);
        }
        if (before == null && incident.current.size() >= IncidentState.TRACKED_MAX) {
            incident.untracked.put(fingerprint, event.startsAt());
        } else {
            incident.untracked.remove(fingerprint);
            incident.current.put(fingerprint, firing(event));
        }
        if (event.playbook() != null) {
            incident.playbooks.put(fingerprint, event.playbook());
        }
        while (incident.earlier.size() > IncidentState.TRACKED_MAX) {
            incident.earlier.remove(0);
        }
        incident.lastJoinAt = event.at();
        incident.persisted = incident.persisted && event.persisted();
        incident.quietAt = null;
        incident.allEndedAt = null;
    }

    private static void makeRoom(IncidentState incident) {
        if (!incident.earlier.isEmpty()) {
            incident.earlier.remove(0);
            return;
        }
        incident.current.values().stream()
                .filter(m -> m.status() != Member.Status.FIRING)
                .min(Comparator.comparing(Member::joinedAt).thenComparing(Member::fingerprint))
                .ifPresent(oldest -> {
                    incident.current.remove(oldest.fingerprint());
                    incident.staleBeyond |= oldest.status() == Member.Status.STALE;
                });
    }

    /** Ends an episode; false when the incident does not have it, or has a newer one. */
    static boolean end(IncidentState incident, EpisodeEvent event) {
        String fingerprint = event.fingerprint();
        Long untracked = incident.untracked.get(fingerprint);
        if (untracked != null && untracked == event.startsAt()) {
            incident.untracked.remove(fingerprint);
            incident.staleBeyond |= event.ending() == EpisodeEvent.Ending.STALE;
            return true;
        }
        Member member = incident.current.get(fingerprint);
        if (member == null || member.startsAt() != event.startsAt() || member.status() != Member.Status.FIRING) {
            return false;
        }
        Member.Status status =
                event.ending() == EpisodeEvent.Ending.STALE ? Member.Status.STALE : Member.Status.RESOLVED;
        incident.current.put(fingerprint, with(member, status, event.endsAt(), false));
        return true;
    }

    /** Marks a member as flapping or calm; false when the incident does not have it. */
    static boolean change(IncidentState incident, EpisodeEvent event) {
        Member member = incident.current.get(event.fingerprint());
        if (member == null || member.flapping() == event.flapping()) {
            return false;
        }
        incident.current.put(event.fingerprint(), with(member, member.status(), member.endsAt(), event.flapping()));
        return true;
    }

    private static Member firing(EpisodeEvent event) {
        return new Member(
                event.fingerprint(),
                event.startsAt(),
                null,
                Member.Status.FIRING,
                event.severity(),
                event.labels(),
                event.annotations(),
                event.source(),
                event.generatorUrl(),
                event.at(),
                event.flapping(),
                event.persisted());
    }

    private static Member with(Member member, Member.Status status, Long endsAt, boolean flapping) {
        return new Member(
                member.fingerprint(),
                member.startsAt(),
                endsAt,
                status,
                member.severity(),
                member.labels(),
                member.annotations(),
                member.source(),
                member.generatorUrl(),
                member.joinedAt(),
                flapping,
                member.persisted());
    }
}
