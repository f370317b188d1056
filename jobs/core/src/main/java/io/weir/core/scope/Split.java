package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.schema.Member;
import java.util.List;

/** A burst begins while an incident is under way: it becomes an incident of its own, with its first alerts. */
final class Split {
    private Split() {}

    /** Whether this start, which has been counted, is the onset of a burst beside what is under way. */
    static boolean isDue(ScopeState state, EpisodeEvent event, boolean burst) {
        IncidentState newest = Placement.newest(state, event);
        return burst
                && event.onset().policy().split()
                && newest != null
                && event.at() - newest.onsetAt > Burst.FORMING_MS;
    }

    /** Begins the incident of the burst with this start, and takes over the starts of the last seconds that are near. */
    static void begin(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        IncidentState young = Starts.begin(state, event, out);
        for (Provisional start : state.memory.provisional) {
            IncidentState old = state.incident(start.incidentId());
            if (old != null && old != young && Nearness.allows(state, young, start.started())) {
                takeOver(state, old, young, start.started(), event.at(), out);
            }
        }
        state.memory.provisional.clear();
    }

    private static void takeOver(
            ScopeState state,
            IncidentState old,
            IncidentState young,
            EpisodeEvent start,
            long at,
            List<ScopeOutput> out) {
        Member member = old.current.get(start.fingerprint());
        boolean still = member != null
                && member.startsAt() == start.startsAt()
                && member.suppressedBy() == null
                && member.status() != Member.Status.MOVED;
        if (!still || young.knows(start.fingerprint())) {
            return;
        }
        Offers.takeBack(old, start.fingerprint(), at, out);
        old.leave(member, start.at());
        Nearness.joins(young, start);
        Membership.join(young, start, null);
        Member joined = young.current.get(start.fingerprint());
        if (joined != null && joined.flapping() != member.flapping()) {
            young.put(MemberOf.flapping(joined, member.flapping()));
        }
        if (member.status() != Member.Status.FIRING) {
            young.put(MemberOf.ended(young.current.get(start.fingerprint()), member.status(), member.endsAt()));
            young.playbooks.remove(start.fingerprint());
        }
        Weight.add(young, start.onset());
        young.onsetAt = Math.min(young.onsetAt, start.at());
        young.openedAt = Math.min(young.openedAt, start.at());
        young.publishAt = Math.max(
                at,
                Math.min(
                        young.publishAt, young.openedAt + start.onset().policy().waitMs()));
        out.add(ScopeDecisions.wentOver(member, young, ScopeDecisions.BURST_ONSET, at));
        Endings.left(state, old, ScopeDecisions.BURST_ONSET, at, out);
    }
}
