package io.weir.core.scope;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.Wish;
import io.weir.schema.Member;
import java.util.Comparator;
import java.util.Map;

/** How episodes enter, change and leave an incident. */
final class Membership {
    static final Comparator<Member> AS_JOINED = Comparator.comparing(Member::joinedAt)
            .thenComparing(Member::fingerprint)
            .thenComparing(Member::startsAt);

    private Membership() {}

    /**
     * Lets a started episode join; the caller has chosen the incident.
     *
     * @param cause what it is under; null when nothing
     */
    static void join(IncidentState incident, EpisodeEvent event, Cause cause) {
        String fingerprint = event.fingerprint();
        Member before = incident.current.get(fingerprint);
        boolean known = isKnown(incident, event);
        incident.memberCount += known ? 0 : 1;
        say(incident, event, cause);
        incident.trace = incident.trace == null ? event.onset().trace() : incident.trace;
        if (event.onset().over()) {
            joinOver(incident, event, cause, before, known);
            return;
        }
        if (before != null && !known) {
            keepEarlier(incident, before);
        }
        if (before == null && incident.current.size() + incident.earlier.size() >= IncidentState.TRACKED_MAX) {
            makeRoom(incident);
        }
        if (before == null && cause == null && incident.current.size() >= IncidentState.TRACKED_MAX) {
            makeRoomFor(incident, event);
        }
        incident.untracked.remove(fingerprint);
        incident.untrackedBeneath.remove(fingerprint);
        if (before == null && incident.current.size() >= IncidentState.TRACKED_MAX) {
            (cause == null ? incident.untracked : incident.untrackedBeneath).put(fingerprint, event.startsAt());
        } else {
            incident.put(MemberOf.started(event, cause, known ? joinedAt(before, event) : event.at()));
        }
        incident.quietAt = null;
        incident.allEndedAt = null;
        if (cause != null) {
            return;
        }
        if (event.onset().playbook() != null) {
            incident.playbooks.put(fingerprint, event.onset().playbook());
        }
        if (!event.onset().late()) {
            // what came late says nothing of how long the incident went on
            incident.lastJoinAt = Math.max(incident.lastJoinAt, event.at());
        }
        incident.persisted = incident.persisted && event.onset().persisted();
        agree(incident.facts, event.onset().facts());
    }

    /** An alert under a cause decides nothing about the ticket, but its computer is concerned. */
    private static void say(IncidentState incident, EpisodeEvent event, Cause cause) {
        Wish wish = event.onset().wish();
        incident.wish(event.fingerprint(), event.at(), wish == null || cause == null ? wish : wish.assetOnly());
    }

    /** What fired all the while has been in it all the while. */
    private static long joinedAt(Member before, EpisodeEvent event) {
        boolean fired =
                before != null && (before.status() == Member.Status.FIRING || before.status() == Member.Status.MOVED);
        return fired ? before.joinedAt() : event.at();
    }

    private static boolean isKnown(IncidentState incident, EpisodeEvent event) {
        Member member = incident.current.get(event.fingerprint());
        Long start = member == null ? incident.startBeyond(event.fingerprint()) : member.startsAt();
        return start != null && start == event.startsAt();
    }

    /** What is over already is listed where there is room; it changes nothing that is known of the alert's own. */
    private static void joinOver(
            IncidentState incident, EpisodeEvent event, Cause cause, Member before, boolean known) {
        Member member = MemberOf.started(event, cause, event.at());
        if (known) {
            return;
        }
        boolean beyond = incident.startBeyond(event.fingerprint()) != null;
        if (before != null && before.startsAt() > event.startsAt()) {
            keepEarlier(incident, member);
        } else if (before != null && before.status() != Member.Status.FIRING) {
            keepEarlier(incident, before);
            incident.put(member);
        } else if (before != null) {
            keepEarlier(incident, member);
        } else if (!beyond && incident.current.size() + incident.earlier.size() < IncidentState.TRACKED_MAX) {
            incident.put(member);
        }
    }

    private static void keepEarlier(IncidentState incident, Member member) {
        incident.putEarlier(member);
        while (incident.earlier.size() > IncidentState.TRACKED_MAX) {
            incident.dropEarlier();
        }
    }

    /** Keeps what is said by all that say something; empty stands for what two say differently. */
    private static void agree(Map<String, String> facts, Map<String, String> said) {
        said.forEach((name, value) -> facts.merge(name, value, (one, other) -> one.equals(other) ? one : ""));
    }

    /** In a storm of firing alerts a seldom or a worse one takes the place of one that is as so many others. */
    private static void makeRoomFor(IncidentState incident, EpisodeEvent event) {
        if (!event.onset().rare()
                && !incident.census().hasCommonBelow(event.onset().severity())) {
            // in a storm that is so for nearly every alert: nobody looks through a thousand members for nothing
            return;
        }
        incident.current.values().stream()
                .filter(m -> m.status() == Member.Status.FIRING && m.suppressedBy() == null)
                .filter(m -> !Boolean.TRUE.equals(m.rare()))
                .filter(m -> event.onset().rare() || event.onset().severity().worseThan(m.severity()))
                .max(Comparator.comparing(Member::severity)
                        .thenComparing(Member::joinedAt)
                        .thenComparing(Member::fingerprint))
                .ifPresent(common -> {
                    incident.drop(common.fingerprint());
                    incident.untracked.put(common.fingerprint(), common.startsAt());
                });
    }

    private static void makeRoom(IncidentState incident) {
        if (!incident.earlier.isEmpty()) {
            incident.dropEarlier();
            return;
        }
        if (incident.census().firing == incident.current.size()) {
            return;
        }
        incident.current.values().stream()
                .filter(m -> m.status() != Member.Status.FIRING)
                .min(Comparator.comparing(Member::joinedAt).thenComparing(Member::fingerprint))
                .ifPresent(oldest -> {
                    incident.drop(oldest.fingerprint());
                    incident.overBeyond(oldest.status() == Member.Status.STALE, oldest.status() == Member.Status.GONE);
                });
    }

    /** Takes all members over from an incident that goes on as this one, as they are. */
    static void takeOver(IncidentState incident, IncidentState from) {
        incident.trace = incident.trace == null ? from.trace : incident.trace;
        if (from.wishes != null) {
            incident.wishes = incident.wishes == null ? new Wishes() : incident.wishes;
            from.wishes.unseenTo(incident.wishes);
        }
        from.earlier.forEach(member -> {
            incident.memberCount++;
            keepEarlier(incident, member);
        });
        from.current.values().stream().sorted(AS_JOINED).forEach(member -> {
            Member before = incident.current.get(member.fingerprint());
            boolean known = before != null && before.startsAt().equals(member.startsAt());
            incident.memberCount += known ? 0 : 1;
            if (before != null && !known) {
                keepEarlier(incident, before);
            }
            forgetBeyond(incident, member.fingerprint());
            incident.put(member);
        });
    }

    /** Ends a firing episode, which the incident has. */
    static void end(IncidentState incident, EpisodeEvent event) {
        if (forgetBeyond(incident, event.fingerprint())) {
            incident.overBeyond(event.ending() == Ending.STALE, event.ending() == Ending.GONE);
            return;
        }
        Member member = incident.current.get(event.fingerprint());
        switch (event.ending()) {
            case STALE -> incident.put(MemberOf.ended(member, Member.Status.STALE, event.endsAt()));
            case GONE -> incident.put(MemberOf.ended(member, Member.Status.GONE, event.endsAt()));
            case RECOVERED, SUPERSEDED -> incident.put(MemberOf.ended(member, Member.Status.RESOLVED, event.endsAt()));
            case RELEASED -> incident.put(MemberOf.moved(member, null));
        }
    }

    private static boolean forgetBeyond(IncidentState incident, String fingerprint) {
        Long own = incident.untracked.remove(fingerprint);
        Long beneath = incident.untrackedBeneath.remove(fingerprint);
        return own != null || beneath != null;
    }

    /** Puts a firing episode, which the incident has, under a cause that the incident has, too. */
    static void suppress(IncidentState incident, EpisodeEvent event) {
        Long beyond = incident.untracked.remove(event.fingerprint());
        if (beyond != null) {
            incident.untrackedBeneath.put(event.fingerprint(), beyond);
        } else if (incident.current.containsKey(event.fingerprint())) {
            incident.put(MemberOf.under(incident.current.get(event.fingerprint()), event.cause()));
        }
    }

    /** Lets a firing episode, which the incident has, go; where nobody has seen it yet, without a trace. */
    static void move(IncidentState incident, EpisodeEvent event) {
        boolean beyond = forgetBeyond(incident, event.fingerprint());
        if (incident.phase == IncidentState.Phase.WAITING) {
            incident.forgetUnseen(event.fingerprint());
        } else if (!beyond) {
            incident.put(MemberOf.moved(incident.current.get(event.fingerprint()), event.cause()));
        }
    }

    /** Marks a firing member as flapping or calm; false when nothing changes. */
    static boolean change(IncidentState incident, EpisodeEvent event) {
        Member member = incident.current.get(event.fingerprint());
        if (member == null || member.flapping() == event.flapping() || member.status() != Member.Status.FIRING) {
            return false;
        }
        incident.put(MemberOf.flapping(member, event.flapping()));
        return true;
    }
}
