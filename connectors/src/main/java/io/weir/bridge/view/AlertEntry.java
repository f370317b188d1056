package io.weir.bridge.view;

/**
 * An alert as last observed. Times are milliseconds since the epoch.
 *
 * @param record its newest record as it lies on Kafka
 * @param last the gist of that record
 * @param startsAt start of the present episode as a record of it named it; null when none did
 * @param since timestamp of the record that began its present episode
 * @param count records of the present episode
 * @param resolvedAt timestamp of the newest record that said resolved; {@link Long#MIN_VALUE} when none did
 */
@SuppressWarnings("ArrayRecordComponent")
record AlertEntry(byte[] record, AlertGlance last, String startsAt, long since, long count, long resolvedAt) {

    /** What becomes of {@code before} (null: nothing known) with one more record. */
    static AlertEntry after(AlertEntry before, byte[] record, AlertGlance glance, long timestamp) {
        long resolvedAt = glance.firing() ? (before == null ? Long.MIN_VALUE : before.resolvedAt) : timestamp;
        if (before == null || before.endedBy(glance)) {
            return new AlertEntry(record, glance, glance.startsAt(), timestamp, 1, resolvedAt);
        }
        String startsAt = glance.startsAt() == null ? before.startsAt : glance.startsAt();
        return new AlertEntry(record, glance, startsAt, before.since, before.count + 1, resolvedAt);
    }

    /** Whether {@code next} is the beginning of another episode. */
    private boolean endedBy(AlertGlance next) {
        boolean otherStart =
                next.startsAt() != null && startsAt != null && !next.startsAt().equals(startsAt);
        return next.firing() && (!last.firing() || otherStart);
    }

    /** Whether the source says, or by its silence means, that it is over. */
    boolean over(long now) {
        return !last.firing() || (last.expiresAt() != null && last.expiresAt() <= now);
    }
}
