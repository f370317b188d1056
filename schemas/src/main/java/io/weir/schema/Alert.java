package io.weir.schema;

import java.util.Map;
import java.util.Objects;

/**
 * One normalised observation of one alert, as it lies on {@code weir.alerts}. Times are milliseconds since the epoch.
 *
 * <p>The record's place in time is the timestamp of its Kafka record; the times in here are the source's own and are
 * data only: they name the episode, and may be skewed, future or missing.
 *
 * @param tenant owner, decided by the credential alone
 * @param source the intake that took it: {@code alertmanager}, {@code grafana}, {@code prometheus}, {@code uptime-kuma}
 * @param fingerprint identity of the alert, 16 hex digits (see {@link Fingerprint})
 * @param status firing or resolved
 * @param startsAt start of the episode as the source names it; null when the source cannot say (then: the episode that
 *     is running, or a new one that starts at {@code receivedAt})
 * @param endsAt end of the episode; null while firing or unknown
 * @param expiresAt for sources that re-send (Prometheus): silence beyond this instant means resolved; null otherwise
 * @param labels identifying labels, never null
 * @param annotations descriptive texts, long ones cut visibly, never null
 * @param generatorUrl link back to the source's own page, null when it gave none
 * @param sourceUrl which instance of the source sent it (Alertmanager's externalURL, Kuma's name), null when unknown
 * @param receivedAt the bridge's receive instant
 * @param observation how it is known when the source did not send it itself: {@code polled} when it was asked and said
 *     so, {@code gone} when it was asked and no longer knows the alert; null when the source sent it
 * @param trace place in the trace of the request that brought it, see {@link TraceParent}; null when none is recorded
 */
public record Alert(
        @Required String tenant,
        @Required String source,
        @Required String fingerprint,
        @Required AlertStatus status,
        @EpochMillis Long startsAt,
        @EpochMillis Long endsAt,
        @EpochMillis Long expiresAt,
        @Required Map<String, String> labels,
        @Required Map<String, String> annotations,
        String generatorUrl,
        String sourceUrl,
        @Required @EpochMillis Long receivedAt,
        String observation,
        String trace) {
    /** An observation of which there is no trace. */
    public Alert(
            String tenant,
            String source,
            String fingerprint,
            AlertStatus status,
            Long startsAt,
            Long endsAt,
            Long expiresAt,
            Map<String, String> labels,
            Map<String, String> annotations,
            String generatorUrl,
            String sourceUrl,
            Long receivedAt,
            String observation) {
        this(
                tenant,
                source,
                fingerprint,
                status,
                startsAt,
                endsAt,
                expiresAt,
                labels,
                annotations,
                generatorUrl,
                sourceUrl,
                receivedAt,
                observation,
                null);
    }

    /** {@link #observation()}: the source was asked, and said so. */
    public static final String POLLED = "polled";
    /** {@link #observation()}: the source was asked, and no longer knows the alert. */
    public static final String GONE = "gone";

    /** The same with this place in a trace; null for none. */
    public Alert traced(String place) {
        return Objects.equals(trace, place)
                ? this
                : new Alert(
                        tenant,
                        source,
                        fingerprint,
                        status,
                        startsAt,
                        endsAt,
                        expiresAt,
                        labels,
                        annotations,
                        generatorUrl,
                        sourceUrl,
                        receivedAt,
                        observation,
                        place);
    }
}
