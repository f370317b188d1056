package io.weir.core.sample;

import io.weir.core.EpisodeEvent;
import io.weir.core.Onset;
import io.weir.core.Playbook;
import io.weir.core.Policy;
import io.weir.schema.Remediation;
import io.weir.schema.Severity;
import java.util.List;
import java.util.Map;

/** Episodes for tests: one scope, critical, wait 5 s, gap 60 s, span 10 m, update 30 s, quiet 30 s, reopen 5 m. */
public final class Episodes {
    /** The key of their scope. */
    public static final String SCOPE = "acme|c1";

    private static final Policy POLICY = new Policy(
            "cluster", "1", 60_000, 600_000, 5_000, 30_000, 30_000, 300_000, 1, false, 8, 3_600_000, false, false,
            1_000, List.of(), 100, 5, 4);

    private Episodes() {}

    /** The usual policy with another wait. */
    public static Policy waiting(long waitMs) {
        return policy(waitMs, POLICY.updateEveryMs(), POLICY.resolveQuietMs(), POLICY.reopenWithinMs());
    }

    /** The usual policy with other times. */
    public static Policy policy(long waitMs, long updateEveryMs, long resolveQuietMs, long reopenWithinMs) {
        return new Policy(
                POLICY.rule(),
                POLICY.rulesVersion(),
                POLICY.gapMs(),
                POLICY.maxSpanMs(),
                waitMs,
                updateEveryMs,
                resolveQuietMs,
                reopenWithinMs,
                POLICY.minAlerts(),
                POLICY.split(),
                POLICY.habitStarts(),
                POLICY.habitOverMs(),
                POLICY.nearOnly(),
                POLICY.learn(),
                POLICY.openIncidents(),
                POLICY.raises(),
                POLICY.membersListed(),
                POLICY.urgency(),
                POLICY.impact());
    }

    /** Begins at {@code at}, by its source's clock as well. */
    public static EpisodeEvent starts(String alert, long at) {
        return starts(alert, at, Severity.CRITICAL, POLICY, false, false, null);
    }

    /** Begins. */
    public static EpisodeEvent starts(String alert, long at, Severity severity, Policy policy) {
        return starts(alert, at, severity, policy, false, false, null);
    }

    /** Begins, having outlived a downtime. */
    public static EpisodeEvent persists(String alert, long at) {
        return starts(alert, at, Severity.CRITICAL, POLICY, false, true, null);
    }

    /** Begins, with a playbook against it. */
    public static EpisodeEvent starts(String alert, long at, Playbook playbook) {
        return starts(alert, at, Severity.CRITICAL, POLICY, false, false, playbook);
    }

    /** Begins, with everything that matters. */
    public static EpisodeEvent starts(
            String alert,
            long at,
            Severity severity,
            Policy policy,
            boolean flapping,
            boolean persisted,
            Playbook playbook) {
        Onset onset = new Onset(
                at,
                persisted,
                false,
                false,
                false,
                false,
                severity,
                Map.of("cluster", "c1"),
                Map.of("alertname", alert, "cluster", "c1"),
                Map.of(),
                "alertmanager",
                null,
                policy,
                playbook,
                null,
                null,
                List.of(),
                null,
                List.of(),
                Map.of(),
                null);
        return EpisodeEvent.started(at, Books.TENANT, SCOPE, alert, at, flapping, onset, null);
    }

    /** The episode that began at {@code startsAt} recovers. */
    public static EpisodeEvent ends(String alert, long startsAt, long at) {
        return ends(alert, startsAt, at, EpisodeEvent.Ending.RECOVERED);
    }

    /** The episode that began at {@code startsAt} is over. */
    public static EpisodeEvent ends(String alert, long startsAt, long at, EpisodeEvent.Ending ending) {
        return EpisodeEvent.ended(at, Books.TENANT, SCOPE, alert, startsAt, at, ending);
    }

    /** Begins or ceases to flap. */
    public static EpisodeEvent flaps(String alert, long startsAt, long at, boolean flapping) {
        return EpisodeEvent.changed(at, Books.TENANT, SCOPE, alert, startsAt, flapping);
    }

    /** A playbook without minimum age, cooldown 10 m, 2 attempts. */
    public static Playbook playbook(String target) {
        return playbook(target, Remediation.Mode.AUTO, 0, 600_000, 2, Map.of());
    }

    /** A playbook. */
    public static Playbook playbook(
            String target,
            Remediation.Mode mode,
            long minAgeMs,
            long cooldownMs,
            int maxAttempts,
            Map<String, String> vars) {
        return new Playbook(
                "restart", "template", target, vars, mode, minAgeMs, cooldownMs, maxAttempts, 300_000, 3_600_000, null);
    }
}
