package io.weir.pipeline.deliver;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Remediation;
import io.weir.sink.TicketNote;
import io.weir.sink.text.RemediationText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Watches whether alerts end after their playbooks ended well. */
final class Verifications {
    /** The last word on an alert needs some time to arrive here. */
    static final long GRACE_MS = 10_000;

    private final List<Verification> watched;

    /** From state; a null list counts as empty. */
    Verifications(List<Verification> watched) {
        this.watched = watched == null ? new ArrayList<>() : new ArrayList<>(watched);
    }

    void add(Verification verification) {
        watched.add(verification);
    }

    boolean isEmpty() {
        return watched.isEmpty();
    }

    /** After a restart: what came meanwhile has to be read first. */
    void notBefore(long at) {
        watched.replaceAll(v -> new Verification(v.request(), v.jobId(), v.jobUrl(), Math.max(v.until(), at)));
    }

    /**
     * Takes out what is decided.
     *
     * @param incident newest revision; null when not known
     * @param now milliseconds since the epoch
     */
    List<RemediationNews> decide(Incident incident, long now) {
        List<RemediationNews> decided = new ArrayList<>();
        for (Iterator<Verification> all = watched.iterator(); all.hasNext(); ) {
            Verification watch = all.next();
            boolean ended = incident != null && ended(incident, watch.request());
            if (ended || now >= watch.until() + GRACE_MS) {
                all.remove();
                decided.add(news(watch, ended, now));
            }
        }
        return decided;
    }

    /** When the next one is decided at the latest; {@link Long#MAX_VALUE} when none is watched. */
    long dueAt() {
        return watched.stream().mapToLong(v -> v.until() + GRACE_MS).min().orElse(Long.MAX_VALUE);
    }

    /** For state. */
    List<Verification> watched() {
        return List.copyOf(watched);
    }

    /**
     * Whether the source says that the alert has ended; going stale says nothing. A revision from before the request
     * says nothing either: an end in it is of an earlier episode, and the alert has fired again since.
     */
    private static boolean ended(Incident incident, Remediation request) {
        if (incident.updatedAt() < request.requestedAt()) {
            return false;
        }
        boolean resolvedListed = false;
        for (Member member : incident.members()) {
            if (member.fingerprint().equals(request.fingerprint())) {
                if (member.status() != Member.Status.RESOLVED) {
                    return false;
                }
                resolvedListed = true;
            }
        }
        return resolvedListed
                || (incident.status() == Incident.Status.RESOLVED && "recovered".equals(incident.resolution()));
    }

    private static RemediationNews news(Verification watch, boolean ended, long now) {
        Instant at = Instant.ofEpochMilli(now);
        TicketNote note = ended
                ? RemediationText.verified(watch.request(), at)
                : RemediationText.notResolved(watch.request(), at);
        return new RemediationNews(
                watch.request(),
                ended ? "verified" : "not-resolved",
                null,
                watch.jobId(),
                watch.jobUrl(),
                NoteLine.of(note),
                now);
    }
}
