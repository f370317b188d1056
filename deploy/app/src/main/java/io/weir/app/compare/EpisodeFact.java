package io.weir.app.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.weir.schema.Decision;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.Map;
import java.util.Set;

/**
 * One thing that the results say of an episode: a decision about it, or that an incident listed it.
 *
 * @param at when that was said, milliseconds since the epoch
 * @param word how it decides where the episode is
 * @param reason the decision's; null for a listing
 * @param incidentId where the episode is by that; null when nowhere
 * @param rule the decision's; null when none
 * @param shownAs fingerprint of the alert that stands for it; null when none does
 * @param alertname null when unknown
 * @param severity null but for a listing
 * @param labels null but for a listing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EpisodeFact(
        long at,
        Word word,
        String reason,
        String incidentId,
        String rule,
        String shownAs,
        String alertname,
        Severity severity,
        Map<String, String> labels) {

    /**
     * What is said, in the order in which it counts: of what is said of one instant the last word holds. A release
     * without an incident is followed by where the episode goes, an inhibition by the incident of the cause, and what
     * began in one incident may go over to another at once.
     */
    enum Word {
        /** An incident lists it. */
        LISTED,
        /** It is not about where the episode is. */
        SAID,
        /** Another episode stands for it. */
        NOTED,
        /** It is kept back. */
        HELD,
        /** It is kept back no more, or under a cause; where it is comes after this. */
        ON_ITS_WAY,
        /** It is in an incident. */
        PLACED,
        /** It went over to an incident. */
        MOVED,
        /** It is in the incident of its cause. */
        UNDER_CAUSE;

        /** Whether it says where the episode is. */
        boolean places() {
            return compareTo(NOTED) > 0;
        }
    }

    private static final String SAME_IDENTITY = "same-identity";
    /** A flapping alert fires again: the episode that is shown goes on. */
    static final String DAMPED_START = "damped-start";

    /** Reasons of a note that are about a start of an alert; the others are about repeats and resolves. */
    private static final Set<String> STARTS = Set.of(SAME_IDENTITY, DAMPED_START, "late-without-incident");

    static EpisodeFact listed(Member member, long at) {
        return new EpisodeFact(
                at,
                Word.LISTED,
                null,
                null,
                null,
                null,
                member.labels().get("alertname"),
                member.severity(),
                member.labels());
    }

    static EpisodeFact decided(Decision decision) {
        Word word = word(decision);
        return new EpisodeFact(
                decision.at(),
                word,
                decision.reason(),
                word == Word.HELD ? overflow(decision) : decision.incidentId(),
                decision.rule(),
                word == Word.NOTED ? detail(decision, "identity") : null,
                decision.alertname(),
                null,
                null);
    }

    private static Word word(Decision decision) {
        return switch (decision.kind()) {
            case OPENED, JOINED -> Word.PLACED;
            case MOVED -> Word.MOVED;
            case RELEASED -> decision.incidentId() == null ? Word.ON_ITS_WAY : Word.PLACED;
            case HELD -> Word.HELD;
            case SUPPRESSED -> suppressed(decision);
            case NOTED -> STARTS.contains(decision.reason()) ? Word.NOTED : Word.SAID;
            case ENDED, PUBLISHED, REMEDIATION, CLOSED -> Word.SAID;
        };
    }

    /** That it leaves its incident for a cause is said besides; the cause's incident says that it has it. */
    private static Word suppressed(Decision decision) {
        if (decision.incidentId() == null) {
            return Word.ON_ITS_WAY;
        }
        return "under-cause".equals(decision.reason()) ? Word.UNDER_CAUSE : Word.SAID;
    }

    /** The incident that stands for all that is kept back; null when there is none. */
    static String overflow(Decision decision) {
        return detail(decision, "overflow");
    }

    private static String detail(Decision decision, String name) {
        return decision.detail() == null ? null : decision.detail().get(name);
    }
}
