package io.weir.core.scope;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;
import io.weir.schema.Member;
import io.weir.schema.RenderedTexts;

/** What an episode looks like as a member of an incident, from its start to its end. */
final class MemberOf {
    private MemberOf() {}

    /**
     * A started episode.
     *
     * @param cause what it is under; null when nothing
     * @param joinedAt when it joined the incident
     */
    static Member started(EpisodeEvent event, Cause cause, long joinedAt) {
        boolean over = event.onset().over();
        return new Member(
                event.fingerprint(),
                event.startsAt(),
                over ? endOf(event) : null,
                over ? Member.Status.RESOLVED : Member.Status.FIRING,
                event.onset().severity(),
                RenderedTexts.of(event.onset().labels()),
                RenderedTexts.of(event.onset().annotations()),
                event.onset().source(),
                event.onset().generatorUrl(),
                joinedAt,
                event.flapping(),
                event.onset().persisted(),
                cause == null ? null : cause.title(),
                cause == null ? null : cause.rule(),
                event.onset().rare() ? Boolean.TRUE : null,
                event.onset().late() ? Boolean.TRUE : null);
    }

    /** Its end may not have been told: then it was over by the time it was heard of. */
    private static long endOf(EpisodeEvent event) {
        return event.endsAt() == null ? event.at() : event.endsAt();
    }

    /** It is over. */
    static Member ended(Member member, Member.Status status, Long endsAt) {
        return with(member, endsAt, status, false, member.suppressedBy(), member.suppressionRule());
    }

    /** It begins or ceases to flap. */
    static Member flapping(Member member, boolean flapping) {
        return with(
                member, member.endsAt(), member.status(), flapping, member.suppressedBy(), member.suppressionRule());
    }

    /** It stays where it is, under a cause. */
    static Member under(Member member, Cause cause) {
        return with(member, member.endsAt(), member.status(), member.flapping(), cause.title(), cause.rule());
    }

    /** It fires on elsewhere: under {@code cause}, or by itself when that is null. */
    static Member moved(Member member, Cause cause) {
        return with(
                member,
                null,
                Member.Status.MOVED,
                false,
                cause == null ? null : cause.title(),
                cause == null ? null : cause.rule());
    }

    private static Member with(
            Member member,
            Long endsAt,
            Member.Status status,
            boolean flapping,
            String suppressedBy,
            String suppressionRule) {
        return new Member(
                member.fingerprint(),
                member.startsAt(),
                endsAt,
                status,
                member.severity(),
                member.labels(),
                member.annotations(),
                member.source(),
                member.generatorUrl(),
                member.joinedAt(),
                flapping,
                member.persisted(),
                suppressedBy,
                suppressionRule,
                member.rare(),
                member.late());
    }
}
