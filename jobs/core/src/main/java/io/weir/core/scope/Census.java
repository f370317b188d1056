package io.weir.core.scope;

import io.weir.schema.Member;
import io.weir.schema.RenderedTexts;
import io.weir.schema.Severity;
import java.util.EnumMap;
import java.util.Map;

/** How many of the members that are kept whole are in which condition. Counted along, so that nobody has to ask all. */
final class Census {
    /** That fire, under a cause or not. */
    int firing;
    /** That fire and are under a cause. */
    int suppressed;
    /** That fire, flap and are under no cause. */
    int flapping;
    /** That were last heard of by their silence. */
    int stale;
    /** That were last heard of by their source, which no longer knows them. */
    int gone;
    /** That are under a cause or have moved: not alerts of the incident's own. */
    int apart;
    /** Memory that the labels and annotations of all take. */
    long bytes;
    /** That fire, are under no cause and are not seldom, by severity. */
    private final Map<Severity, Integer> common = new EnumMap<>(Severity.class);

    static Census of(Iterable<Member> members) {
        Census census = new Census();
        members.forEach(member -> census.count(member, 1));
        return census;
    }

    void enter(Member member) {
        count(member, 1);
    }

    void leave(Member member) {
        count(member, -1);
    }

    /** Whether one that fires, is under no cause and is not seldom is less severe than that. */
    boolean hasCommonBelow(Severity severity) {
        for (Map.Entry<Severity, Integer> other : common.entrySet()) {
            if (severity.worseThan(other.getKey()) && other.getValue() > 0) {
                return true;
            }
        }
        return false;
    }

    private void count(Member member, int by) {
        bytes += by * (RenderedTexts.bytes(member.labels()) + RenderedTexts.bytes(member.annotations()));
        boolean under = member.suppressedBy() != null;
        if (member.status() == Member.Status.FIRING) {
            firing += by;
            suppressed += under ? by : 0;
            flapping += member.flapping() && !under ? by : 0;
            if (!under && !Boolean.TRUE.equals(member.rare())) {
                common.merge(member.severity(), by, Integer::sum);
            }
        }
        stale += member.status() == Member.Status.STALE ? by : 0;
        gone += member.status() == Member.Status.GONE ? by : 0;
        apart += under || member.status() == Member.Status.MOVED ? by : 0;
    }
}
