package io.weir.core.inhibit;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;
import io.weir.core.Onset.Role;
import io.weir.schema.Decision;
import java.util.Map;
import java.util.TreeMap;

/** The decisions of this package, with their reasons in stable words. */
final class Explained {
    /** It began while an alert fires that mutes it. */
    static final String INHIBITED = "inhibited";
    /** It began while an alert fires that it depends on. */
    static final String DEPENDS_ON = "depends-on";
    /** It was shown in its own place when its cause began. */
    static final String MOVED = "moved-under-cause";
    /** Its cause ended, and it has no other. */
    static final String CAUSE_ENDED = "cause-ended";
    /** What it was under ended or went under something itself, and it has another cause. */
    static final String OTHER_CAUSE = "other-cause";
    /** Too much fires to ask for its causes. */
    static final String FULL = "inhibition-full";
    /** It is the same as another one that fires. */
    static final String SAME_IDENTITY = "same-identity";

    private Explained() {}

    static Decision suppressed(Suspect suspect, String reason, long at) {
        Cause cause = suspect.cause();
        Map<String, String> detail = detail(cause);
        if (suspect.above != suspect.root()) {
            detail.put(
                    "via", Cause.of(suspect.above.started(), suspect.by.rule()).title());
        }
        Role by = suspect.by;
        return of(suspect.started(), at, Decision.Kind.SUPPRESSED, reason, cause.scopeKey(), by.rule(), detail);
    }

    static Decision released(Firing firing, long at) {
        Cause cause = firing.under();
        EpisodeEvent started = firing.started();
        return of(started, at, Decision.Kind.RELEASED, CAUSE_ENDED, started.scopeKey(), cause.rule(), detail(cause));
    }

    static Decision beyond(EpisodeEvent started) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("most", Integer.toString(InhibitMachine.MOST));
        return of(started, started.at(), Decision.Kind.NOTED, FULL, started.scopeKey(), null, detail);
    }

    /** @param started the beginning of one that is the same as {@code identity} */
    static Decision sameAs(EpisodeEvent started, String identity) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("identity", identity);
        return of(started, started.at(), Decision.Kind.NOTED, SAME_IDENTITY, started.scopeKey(), null, detail);
    }

    private static Map<String, String> detail(Cause cause) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("cause", cause.title());
        detail.put("causeFingerprint", cause.fingerprint());
        return detail;
    }

    private static Decision of(
            EpisodeEvent started,
            long at,
            Decision.Kind kind,
            String reason,
            String scopeKey,
            String rule,
            Map<String, String> detail) {
        return new Decision(
                started.tenant(),
                at,
                kind,
                reason,
                started.onset().labels().get("alertname"),
                started.fingerprint(),
                started.startsAt(),
                null,
                null,
                scopeKey,
                rule,
                started.onset().policy().rulesVersion(),
                detail);
    }
}
