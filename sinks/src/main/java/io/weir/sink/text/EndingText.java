package io.weir.sink.text;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** How an incident that is over came to its end; what was not seen to recover is never called recovered. */
final class EndingText {
    private EndingText() {}

    static String of(Incident incident) {
        return switch (Objects.requireNonNullElse(incident.resolution(), "recovered")) {
            case "merged" ->
                "Merged: what still fires here is under " + Html.cut(Html.oneLine(incident.cause()), 200)
                        + " and goes on in the ticket of that. It did not recover.";
            case "stale" -> stale(incident);
            case "gone" -> gone(incident);
            default -> "Recovered: no alert of this incident fires any more.";
        };
    }

    private static String stale(Incident incident) {
        boolean recovered = newest(incident).containsValue(Member.Status.RESOLVED);
        boolean gone = newest(incident).containsValue(Member.Status.GONE);
        if (gone) {
            return "Went stale: nobody repeats some of these alerts any more, and the source of others was asked and no"
                    + " longer knows them. Those were not seen to recover"
                    + (recovered ? "; the others recovered." : ".");
        }
        return recovered
                ? "Went stale: nobody repeats some of these alerts any more, and those were not seen to recover; the"
                        + " others recovered."
                : "Went stale: nobody repeats these alerts any more; they were not seen to recover.";
    }

    private static String gone(Incident incident) {
        return newest(incident).containsValue(Member.Status.RESOLVED)
                ? "Gone at the source: it was asked and no longer knows some of these alerts. Those were not seen to"
                        + " recover; the others recovered."
                : "Gone at the source: it was asked and no longer knows these alerts. They were not seen to recover.";
    }

    /** How each alert ended last: that it recovered once says nothing when it went stale afterwards. */
    private static Map<String, Member.Status> newest(Incident incident) {
        Map<String, Member> newest = new HashMap<>();
        for (Member member : incident.members()) {
            newest.merge(
                    member.fingerprint(), member, (one, other) -> one.startsAt() >= other.startsAt() ? one : other);
        }
        Map<String, Member.Status> status = new HashMap<>();
        newest.forEach((fingerprint, member) -> status.put(fingerprint, member.status()));
        return status;
    }
}
