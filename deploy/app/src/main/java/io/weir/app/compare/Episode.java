package io.weir.app.compare;

import io.weir.app.sort.SortKey;
import io.weir.schema.EpochMillis;
import io.weir.schema.Severity;
import java.io.IOException;
import java.util.Map;

/**
 * A line of {@code episodes.jsonl}: one alert that fired once, and what became of it by the end of the run. Times are
 * milliseconds since the epoch.
 *
 * @param tenant owner
 * @param fingerprint identity of the alert
 * @param startsAt start of the episode as the source names it
 * @param alertname null when unknown
 * @param severity as the incidents list it; null when no incident ever listed the alert
 * @param labels as the incidents list them; null when no incident ever listed the alert
 * @param rule the rule that put it where it was; null when none did
 * @param receivedAt when the first decision about it was taken
 * @param incidentId the published incident it was in; null when it was in none
 * @param fate what became of it, one of the words in {@link Fate}
 * @param reason why, a stable word
 */
record Episode(
        String tenant,
        String fingerprint,
        @EpochMillis Long startsAt,
        String alertname,
        Severity severity,
        Map<String, String> labels,
        String rule,
        @EpochMillis Long receivedAt,
        String incidentId,
        String fate,
        String reason) {

    /** The words of {@link Episode#fate()}. */
    static final class Fate {
        /** It was in an incident. */
        static final String INCIDENT = "incident";
        /** It was in an incident, under its cause. */
        static final String SUPPRESSED = "suppressed";
        /** It was kept back; in an incident only when that stands for all that is kept back. */
        static final String HELD = "held";
        /** It was no news: another alert, or the same one earlier, stands for it. */
        static final String NOTED = "noted";
        /** Its incident was not published before the run ended. */
        static final String PENDING = "pending";

        private Fate() {}
    }

    /** Why it is in no incident though it was in one: that was not published by the end. */
    static final String NOT_PUBLISHED_YET = "not-published-yet";

    static Episode read(byte[] line) throws IOException {
        return RunJson.read(line, Episode.class);
    }

    /** Its place in the file. */
    byte[] key() {
        return key(tenant, fingerprint, startsAt);
    }

    static byte[] key(String tenant, String fingerprint, long startsAt) {
        return new SortKey().text(tenant).text(fingerprint).number(startsAt).bytes();
    }

    /** Whether it is critical or worse; false when the severity is unknown. */
    boolean critical() {
        return severity != null && !Severity.CRITICAL.worseThan(severity);
    }

    Episode in(String newIncidentId, String newFate, String newReason) {
        return new Episode(
                tenant,
                fingerprint,
                startsAt,
                alertname,
                severity,
                labels,
                rule,
                receivedAt,
                newIncidentId,
                newFate,
                newReason);
    }
}
