package io.weir.core.sample;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;
import io.weir.core.Onset;
import io.weir.core.Policy;
import io.weir.core.Wish;
import io.weir.schema.Acknowledgement;
import java.util.List;
import java.util.Map;

/** Starts of episodes for tests, with what makes them special; and causes. */
public final class Shaped {
    private Shaped() {}

    /** The episode of {@code alert} that began at {@code startsAt} in the usual scope, as a cause. */
    public static Cause cause(String alert, long startsAt) {
        return new Cause(alert, startsAt, Episodes.SCOPE, "mute", alert + " on web1");
    }

    /** A cause in a scope of its own. */
    public static Cause foreignCause(String alert) {
        return new Cause(alert, 0, "acme|elsewhere", "mute", alert + " on core1");
    }

    /** It starts under a cause. */
    public static EpisodeEvent under(EpisodeEvent start, Cause cause) {
        return EpisodeEvent.started(
                start.at(),
                start.tenant(),
                start.scopeKey(),
                start.fingerprint(),
                start.startsAt(),
                start.flapping(),
                start.onset(),
                cause);
    }

    /** The rule book wants this of its ticket. */
    public static EpisodeEvent wishing(EpisodeEvent start, Wish wish) {
        Onset o = start.onset();
        return with(start, o.began(), o.late(), o.over(), o.mayBeHabitual(), o.rare(), o.policy(), o.facts(), wish);
    }

    /** It goes on under a cause from {@code at} on. */
    public static EpisodeEvent[] moves(EpisodeEvent start, Cause cause, long at) {
        EpisodeEvent moved =
                EpisodeEvent.moved(at, start.tenant(), start.scopeKey(), start.fingerprint(), start.startsAt(), cause);
        if (!cause.scopeKey().equals(start.scopeKey())) {
            return new EpisodeEvent[] {moved};
        }
        return new EpisodeEvent[] {moved, under(start.released(at), cause)};
    }

    /** Somebody acknowledges an incident of the usual scope. */
    public static EpisodeEvent acknowledges(String incidentId, String by, long at) {
        return EpisodeEvent.acknowledged(at, Books.TENANT, new Acknowledgement(incidentId, Episodes.SCOPE, by));
    }

    /** It is received long after it began. */
    public static EpisodeEvent late(EpisodeEvent start, long began, boolean over) {
        Onset o = start.onset();
        return with(start, began, true, over, o.mayBeHabitual(), o.rare(), o.policy(), o.facts());
    }

    /** The rule book lets it be taken for habitual noise. */
    public static EpisodeEvent perhapsHabitual(EpisodeEvent start) {
        Onset o = start.onset();
        return with(start, o.began(), o.late(), o.over(), true, o.rare(), o.policy(), o.facts());
    }

    /** It is seldom seen. */
    public static EpisodeEvent rare(EpisodeEvent start) {
        Onset o = start.onset();
        return with(start, o.began(), o.late(), o.over(), o.mayBeHabitual(), true, o.policy(), o.facts());
    }

    /** The lookup tables know something of it. */
    public static EpisodeEvent knowing(EpisodeEvent start, Map<String, String> facts) {
        Onset o = start.onset();
        return with(start, o.began(), o.late(), o.over(), o.mayBeHabitual(), o.rare(), o.policy(), facts);
    }

    /** Its rule wants so many alerts before it tells of them. */
    public static EpisodeEvent atLeast(int minAlerts, EpisodeEvent start) {
        Policy p = start.onset().policy();
        return ruled(start, minAlerts, p.raises(), p.membersListed(), p.urgency(), p.impact());
    }

    /** Its rule raises urgency and impact by number. */
    public static EpisodeEvent raising(List<Policy.Raise> raises, EpisodeEvent start) {
        Policy p = start.onset().policy();
        return ruled(start, p.minAlerts(), raises, p.membersListed(), p.urgency(), p.impact());
    }

    /** Its own urgency and impact. */
    public static EpisodeEvent weighing(int urgency, int impact, EpisodeEvent start) {
        Policy p = start.onset().policy();
        return ruled(start, p.minAlerts(), p.raises(), p.membersListed(), urgency, impact);
    }

    /** Its rule lists so many members. */
    public static EpisodeEvent listing(int membersListed, EpisodeEvent start) {
        Policy p = start.onset().policy();
        return ruled(start, p.minAlerts(), p.raises(), membersListed, p.urgency(), p.impact());
    }

    /** Its rule lets a burst begin an incident of its own. */
    public static EpisodeEvent splitting(EpisodeEvent start) {
        Onset o = start.onset();
        Policy p = o.policy();
        Policy policy = new Policy(
                p.rule(),
                p.rulesVersion(),
                p.gapMs(),
                p.maxSpanMs(),
                p.waitMs(),
                p.updateEveryMs(),
                p.resolveQuietMs(),
                p.reopenWithinMs(),
                p.minAlerts(),
                true,
                p.habitStarts(),
                p.habitOverMs(),
                p.nearOnly(),
                p.learn(),
                p.openIncidents(),
                p.raises(),
                p.membersListed(),
                p.urgency(),
                p.impact());
        return with(start, o.began(), o.late(), o.over(), o.mayBeHabitual(), o.rare(), policy, o.facts());
    }

    private static EpisodeEvent ruled(
            EpisodeEvent start, int minAlerts, List<Policy.Raise> raises, int listed, int urgency, int impact) {
        Onset o = start.onset();
        Policy p = o.policy();
        Policy policy = new Policy(
                p.rule(),
                p.rulesVersion(),
                p.gapMs(),
                p.maxSpanMs(),
                p.waitMs(),
                p.updateEveryMs(),
                p.resolveQuietMs(),
                p.reopenWithinMs(),
                minAlerts,
                p.split(),
                p.habitStarts(),
                p.habitOverMs(),
                p.nearOnly(),
                p.learn(),
                p.openIncidents(),
                raises,
                listed,
                urgency,
                impact);
        return with(start, o.began(), o.late(), o.over(), o.mayBeHabitual(), o.rare(), policy, o.facts());
    }

    private static EpisodeEvent with(
            EpisodeEvent start,
            long began,
            boolean late,
            boolean over,
            boolean mayBeHabitual,
            boolean rare,
            Policy policy,
            Map<String, String> facts) {
        Wish wish = start.onset().wish();
        return with(start, began, late, over, mayBeHabitual, rare, policy, facts, wish);
    }

    private static EpisodeEvent with(
            EpisodeEvent start,
            long began,
            boolean late,
            boolean over,
            boolean mayBeHabitual,
            boolean rare,
            Policy policy,
            Map<String, String> facts,
            Wish wish) {
        Onset o = start.onset();
        Onset onset = new Onset(
                began,
                o.persisted(),
                late,
                over,
                mayBeHabitual,
                rare,
                o.severity(),
                o.scope(),
                o.labels(),
                o.annotations(),
                o.source(),
                o.generatorUrl(),
                policy,
                o.playbook(),
                o.identity(),
                o.domain(),
                o.roles(),
                o.entity(),
                o.near(),
                facts,
                wish);
        return EpisodeEvent.started(
                start.at(),
                start.tenant(),
                start.scopeKey(),
                start.fingerprint(),
                start.startsAt(),
                start.flapping(),
                onset,
                start.cause());
    }
}
