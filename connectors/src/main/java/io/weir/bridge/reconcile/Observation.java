package io.weir.bridge.reconcile;

import io.weir.bridge.view.ObservedAlert;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.time.Instant;

/**
 * What a poll found, as it goes to the log.
 *
 * @param alert the record
 * @param kind why it is told
 */
record Observation(Alert alert, Kind kind) {

    /** Why an observation is told. */
    enum Kind {
        /** Goes on firing, as is known. */
        ALIVE,
        /** Fires, and that was not known. */
        MISSED,
        /** The source says that it is over. */
        RECOVERED,
        /** The source no longer knows it. */
        GONE
    }

    /** An alert that {@code known} tells of in full, and that is held as {@code held}. */
    static Observation alive(Alert known, Alert held) {
        return new Observation(
                observed(
                        known,
                        AlertStatus.FIRING,
                        known.startsAt(),
                        held.source(),
                        held.sourceUrl(),
                        known.receivedAt(),
                        Alert.POLLED),
                Kind.ALIVE);
    }

    /** An alert of which the source says only that it goes on. */
    static Observation alive(ObservedAlert held, Instant now) {
        return of(held, AlertStatus.FIRING, held.startsAt(), now, Alert.POLLED, Kind.ALIVE);
    }

    /** A new episode of an alert that is held as over; the source does not say since when. */
    static Observation again(ObservedAlert held, Instant now) {
        return of(held, AlertStatus.FIRING, null, now, Alert.POLLED, Kind.MISSED);
    }

    /** An alert that was never heard of, or so long ago that it is forgotten. */
    static Observation unheard(Alert alert) {
        return new Observation(alert, Kind.MISSED);
    }

    /** Names the episode that it ends, and so ends no later one. When it ended nobody knows. */
    static Observation recovered(ObservedAlert held, Instant now) {
        return of(held, AlertStatus.RESOLVED, held.startsAt(), now, Alert.POLLED, Kind.RECOVERED);
    }

    /** Names the episode that it ends, and so ends no later one. When it ended nobody knows. */
    static Observation gone(ObservedAlert held, Instant now) {
        return of(held, AlertStatus.RESOLVED, held.startsAt(), now, Alert.GONE, Kind.GONE);
    }

    private static Observation of(
            ObservedAlert held, AlertStatus status, Long startsAt, Instant now, String how, Kind kind) {
        Alert last = held.last();
        return new Observation(
                observed(last, status, startsAt, last.source(), last.sourceUrl(), now.toEpochMilli(), how), kind);
    }

    private static Alert observed(
            Alert alert,
            AlertStatus status,
            Long startsAt,
            String source,
            String sourceUrl,
            long receivedAt,
            String observation) {
        return new Alert(
                alert.tenant(),
                source,
                alert.fingerprint(),
                status,
                startsAt,
                null,
                null,
                alert.labels(),
                alert.annotations(),
                alert.generatorUrl(),
                sourceUrl,
                receivedAt,
                observation);
    }
}
