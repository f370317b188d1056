package io.weir.bridge.http;

import io.weir.bridge.quota.Quotas;
import io.weir.bridge.quota.TenantQuota;
import io.weir.bridge.tenant.Identity;
import java.time.InstantSource;
import java.util.List;

/**
 * Whether a tenant sends more requests than its quota allows, and who is refused then. Alertmanager's webhook sends what
 * was answered 5xx again; what posts to Alertmanager's API does not, nor does Uptime Kuma, so they never are. Those who
 * look and decide are counted apart, so that a flood of alerts does not lock them out; the brake always works.
 */
final class RequestRate {
    /** Never 429, nor another 4xx: Alertmanager takes those for final. */
    static final Answer REFUSAL = Answer.problem(
                    503, "over-quota", "the tenant sends more requests than its quota; send it again later", null)
            .withHeader("Retry-After", List.of("1"));

    private final Quotas quotas;

    RequestRate(Quotas quotas) {
        this.quotas = quotas;
    }

    /** Takes one; false when it is one too many. {@code identity} null: nobody's. */
    boolean takes(Identity identity, Route route, InstantSource clock) {
        boolean exempt = route == Route.BRAKE || route == Route.GLOBAL_BRAKE;
        if (exempt || identity == null || identity.tenant() == null) {
            return true;
        }
        TenantQuota quota = quotas.of(identity.tenant());
        if (quota.quota().requestsPerSecond() == 0) {
            return true;
        }
        long now = clock.instant().toEpochMilli();
        return route.takesAlerts() ? quota.takesAlerts(now) : quota.takesCall(now);
    }

    /** Whether one too many is refused; else its alerts are treated as those beyond the quota of alerts. */
    boolean refuses(Identity identity, Route route, InstantSource clock) {
        if (route == Route.ALERTMANAGER_API || route == Route.UPTIME_KUMA) {
            return false;
        }
        quotas.of(identity.tenant()).refused(clock.instant().toEpochMilli());
        return true;
    }
}
