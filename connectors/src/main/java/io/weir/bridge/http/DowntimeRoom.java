package io.weir.bridge.http;

import io.weir.bridge.quota.Quota;
import io.weir.bridge.view.TenantView;
import io.weir.schema.Directive;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The places that a tenant's quota of downtimes leaves. Those that are being written count, too: two at once must not both
 * take the last place. Each bridge knows of its own only, until it has read the others' from the log.
 */
final class DowntimeRoom {
    private static final long MOST_BYTES_IN_AN_HOUR = 512 << 20;

    private final Map<String, Set<String>> underWay = new HashMap<>();

    /**
     * Refuses to create or change one where that was done very often within an hour, whatever became of them: the jobs
     * read each, and keep it for a while. Those that are being written are not counted yet.
     *
     * @param now milliseconds since the epoch
     */
    static void checkChanges(TenantView view, long now) {
        if (view.publishedLately(Directive.Kind.DOWNTIME, now) >= MOST_BYTES_IN_AN_HOUR) {
            throw refusal("the tenant created or changed more than " + MOST_BYTES_IN_AN_HOUR
                    + " bytes of downtimes within the last hour; try again later");
        }
    }

    /**
     * Takes a place for a downtime that is about to be written, until it is {@link #done}.
     *
     * @param most the tenant's quota
     * @param now milliseconds since the epoch
     * @throws Refusal when there is none
     */
    synchronized void take(String tenant, String id, TenantView view, int most, long now) {
        Set<String> ids = underWay.getOrDefault(tenant, Set.of());
        long unseen = ids.stream().filter(other -> !view.isOpen(other, now)).count();
        if (view.openDowntimes(now) + unseen >= most) {
            throw refusal("the tenant's quota of " + Quota.DOWNTIMES + " is " + most
                    + ", and as many are not over; cancel some");
        }
        underWay.computeIfAbsent(tenant, key -> new HashSet<>()).add(id);
    }

    /** It was written and read back, or could not be written. */
    synchronized void done(String tenant, String id) {
        underWay.computeIfPresent(tenant, (key, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        });
    }

    private static Refusal refusal(String message) {
        return new Refusal(Answer.problem(409, "over-quota", message, Quota.DOWNTIMES));
    }
}
