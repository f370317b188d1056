package io.weir.sink.text;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed from one revision of an incident to a later one. Revisions between the two leave no trace but their sum.
 *
 * @param joined members that the earlier one did not list and that joined after it
 * @param recovered members that were firing and have ended, or joined and ended in between
 * @param stale members that were firing and are not repeated any more
 * @param gone members that were firing and that their source does not know any more
 * @param firedAgain members that had ended and fire now
 * @param suppressed members that fire, and are under a cause now
 * @param moved members that were firing and go on elsewhere
 * @param joinedUnlisted members that joined but are not listed
 * @param severityFrom severity before; null when it is the same
 * @param reopened how often it was reopened in between
 * @param priorityChanged whether urgency or impact differ
 * @param titleChanged whether the title differs
 */
public record IncidentDiff(
        List<Member> joined,
        List<Member> recovered,
        List<Member> stale,
        List<Member> gone,
        List<Member> firedAgain,
        List<Member> suppressed,
        List<Member> moved,
        int joinedUnlisted,
        Severity severityFrom,
        int reopened,
        boolean priorityChanged,
        boolean titleChanged) {

    /** Compares two revisions of the same incident. */
    public static IncidentDiff between(Incident before, Incident after) {
        Map<Episode, Member> known = new HashMap<>();
        before.members().forEach(m -> known.put(Episode.of(m), m));
        List<Member> joined = new ArrayList<>();
        List<Member> recovered = new ArrayList<>();
        List<Member> stale = new ArrayList<>();
        List<Member> gone = new ArrayList<>();
        List<Member> firedAgain = new ArrayList<>();
        List<Member> suppressed = new ArrayList<>();
        List<Member> moved = new ArrayList<>();
        for (Member now : after.members()) {
            Member then = known.get(Episode.of(now));
            if (then == null && isNew(now, before)) {
                joined.add(now);
            }
            Member.Status was = then == null ? Member.Status.FIRING : then.status();
            if (now.status() != was && (then != null || isNew(now, before))) {
                switch (now.status()) {
                    case FIRING -> firedAgain.add(now);
                    case RESOLVED -> recovered.add(now);
                    case STALE -> stale.add(now);
                    case GONE -> gone.add(now);
                    case MOVED -> moved.add(now);
                }
            }
            boolean under = now.status() == Member.Status.FIRING && now.suppressedBy() != null;
            if (under && then != null && then.suppressedBy() == null) {
                suppressed.add(now);
            }
        }
        return new IncidentDiff(
                List.copyOf(joined),
                List.copyOf(recovered),
                List.copyOf(stale),
                List.copyOf(gone),
                List.copyOf(firedAgain),
                List.copyOf(suppressed),
                List.copyOf(moved),
                Math.max(0, after.memberCount() - before.memberCount() - joined.size()),
                before.severity() == after.severity() ? null : before.severity(),
                Math.max(0, after.reopened() - before.reopened()),
                before.urgency() != after.urgency() || before.impact() != after.impact(),
                !before.title().equals(after.title()));
    }

    /** Whether the ticket's own fields have to be changed. */
    public boolean fieldsChanged() {
        return priorityChanged || titleChanged;
    }

    /** A member that was there before may only have been beyond the listed ones. */
    private static boolean isNew(Member member, Incident before) {
        return before.membersOmitted() == 0 || (member.joinedAt() != null && member.joinedAt() > before.updatedAt());
    }

    private record Episode(String fingerprint, Long startsAt) {
        static Episode of(Member member) {
            return new Episode(member.fingerprint(), member.startsAt());
        }
    }
}
