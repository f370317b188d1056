package io.weir.core.decide;

import io.weir.core.EpisodeEvent;
import io.weir.core.directives.Directives;
import io.weir.core.directives.DowntimeWindow;
import io.weir.core.track.TrackOutput;
import io.weir.core.track.TrackState;
import io.weir.core.track.Verdict;
import io.weir.schema.Alert;
import io.weir.schema.Decision;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code Track} decided about an alert, for people: that it is held, released, or noted and no more. Repeats are
 * counted and not told; what becomes of an episode that starts or ends is told by those who take it up.
 */
public final class TrackDecision {
    /** Why an alert is held: a scheduled downtime. */
    public static final String DOWNTIME = "downtime";
    /** Why it is not held any more. */
    public static final String DOWNTIME_OVER = "downtime-over";

    private TrackDecision() {}

    /**
     * The decision behind one output.
     *
     * @param output what Track said
     * @param alert the observation; null when it was a waking
     * @param before what was known of the alert before; null when nothing
     * @param at pipeline time, milliseconds since the epoch
     * @param directives the downtimes in force
     * @return null when there is nothing to tell
     */
    public static Decision of(TrackOutput output, Alert alert, TrackState before, long at, Directives directives) {
        if (output.verdict() == null) {
            return null;
        }
        return switch (output.verdict()) {
            case HELD -> held(output, alert, at, directives);
            case RELEASED -> released(output, before, at);
            case STARTED -> output.receipt() == null ? null : released(output, before, at);
            case REPEATED, REPEATED_RESOLVE, ENDED, LATE -> null;
            case DAMPED_START,
                    DAMPED_END,
                    OUTDATED_FIRING,
                    OUTDATED_RESOLVE,
                    ORPHAN_RESOLVE,
                    CLEARED_IN_DOWNTIME,
                    WENT_STALE,
                    GONE_AT_SOURCE,
                    CALMED -> noted(output.verdict(), alert, before, at);
        };
    }

    private static Decision held(TrackOutput output, Alert alert, long at, Directives directives) {
        Map<String, String> detail = new TreeMap<>();
        detail.put(DOWNTIME, output.receipt().downtimeId());
        Map<String, String> labels = directives.rulesAt(alert.tenant(), at).enriched(alert.labels());
        DowntimeWindow downtime = directives.downtimeAt(alert.tenant(), labels, at);
        if (downtime != null) {
            detail.put("until", Instant.ofEpochMilli(downtime.to()).toString());
        }
        return new Decision(
                alert.tenant(),
                at,
                Decision.Kind.HELD,
                DOWNTIME,
                alert.labels().get("alertname"),
                alert.fingerprint(),
                alert.startsAt() == null ? Long.valueOf(at) : alert.startsAt(),
                null,
                null,
                null,
                null,
                directives.rulesAt(alert.tenant(), at).version(),
                detail);
    }

    private static Decision released(TrackOutput output, TrackState before, long at) {
        EpisodeEvent event = output.event();
        String downtime = before.downtimeId();
        return new Decision(
                event.tenant(),
                at,
                Decision.Kind.RELEASED,
                DOWNTIME_OVER,
                event.onset().labels().get("alertname"),
                event.fingerprint(),
                event.startsAt(),
                null,
                null,
                event.scopeKey(),
                event.onset().policy().rule(),
                event.onset().policy().rulesVersion(),
                downtime == null ? null : Map.of(DOWNTIME, downtime));
    }

    private static Decision noted(Verdict verdict, Alert alert, TrackState before, long at) {
        Alert known = alert == null ? before.held() : alert;
        String tenant = known == null ? before.tenant() : known.tenant();
        String fingerprint = known == null ? before.fingerprint() : known.fingerprint();
        Long startsAt = alert == null || alert.startsAt() == null
                ? (before == null ? null : Long.valueOf(before.startsAt()))
                : alert.startsAt();
        return new Decision(
                tenant,
                at,
                Decision.Kind.NOTED,
                word(verdict),
                known == null ? null : known.labels().get("alertname"),
                fingerprint,
                startsAt,
                null,
                null,
                before == null ? null : before.scopeKey(),
                null,
                null,
                before == null || before.downtimeId() == null ? null : Map.of(DOWNTIME, before.downtimeId()));
    }

    /** The stable word of a verdict: {@code orphan-resolve}. */
    static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
