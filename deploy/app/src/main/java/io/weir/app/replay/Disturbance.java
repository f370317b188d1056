package io.weir.app.replay;

import io.weir.app.replay.Capture.Delivery;
import io.weir.schema.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What goes wrong between a source and the log, drawn from a seed: the same seed gives the same disturbance.
 *
 * @param duplicates share of alerts that are delivered once more, within a minute; 0 to 1
 * @param skewMs clocks of the sources are wrong by up to so much, each by its own, ahead or behind
 * @param late share of alerts that are delivered late; 0 to 1
 * @param lateByMs how late at most
 * @param seed of everything drawn
 */
public record Disturbance(double duplicates, long skewMs, double late, long lateByMs, long seed) {
    private static final long DUPLICATE_WITHIN_MS = 60_000;

    /** None at all. */
    static final Disturbance NONE = new Disturbance(0, 0, 0, 0, 0);

    /** The deliveries as they arrive now, by time. */
    List<Delivery> disturb(List<Delivery> deliveries) {
        Random random = new Random(seed);
        List<Delivery> disturbed = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            boolean isLate = late > 0 && random.nextDouble() < late;
            long at = delivery.at() + (isLate ? random.nextLong(lateByMs + 1) : 0);
            Delivery arrived = new Delivery(at, shifted(delivery.alert(), at));
            disturbed.add(arrived);
            if (duplicates > 0 && random.nextDouble() < duplicates) {
                disturbed.add(new Delivery(at + random.nextLong(DUPLICATE_WITHIN_MS), arrived.alert()));
            }
        }
        disturbed.sort(Delivery.BY_TIME);
        return disturbed;
    }

    private Alert shifted(Alert alert, long at) {
        long skew = skewOf(alert);
        return new Alert(
                alert.tenant(),
                alert.source(),
                alert.fingerprint(),
                alert.status(),
                alert.startsAt() == null ? null : Long.valueOf(alert.startsAt() + skew),
                alert.endsAt() == null ? null : Long.valueOf(alert.endsAt() + skew),
                alert.expiresAt() == null ? null : Long.valueOf(alert.expiresAt() + skew),
                alert.labels(),
                alert.annotations(),
                alert.generatorUrl(),
                alert.sourceUrl(),
                at,
                alert.observation());
    }

    /** How much the clock of an alert's source is ahead, milliseconds: the same for all alerts of an instance. */
    long skewOf(Alert alert) {
        if (skewMs == 0) {
            return 0;
        }
        String source = alert.labels().getOrDefault("instance", alert.fingerprint());
        return new SplittableRandom(seed * 31 + source.hashCode()).nextLong(-skewMs, skewMs + 1);
    }
}
