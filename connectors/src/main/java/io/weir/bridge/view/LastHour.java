package io.weir.bridge.view;

import java.util.concurrent.TimeUnit;

/** How much of something there was within the last hour, to the minute. Written by one thread, read by any. */
final class LastHour {
    private static final int MINUTES = 60;
    private static final long MINUTE_MS = TimeUnit.MINUTES.toMillis(1);

    private final long[] minutes = new long[MINUTES];
    private final long[] amounts = new long[MINUTES];

    /** So much more; {@code at}: milliseconds since the epoch. */
    synchronized void happened(long at, long amount) {
        long minute = Math.floorDiv(at, MINUTE_MS);
        int slot = Math.floorMod(minute, MINUTES);
        if (minutes[slot] < minute) {
            minutes[slot] = minute;
            amounts[slot] = 0;
        }
        if (minutes[slot] == minute) {
            amounts[slot] += amount;
        }
    }

    /** How much there was in the hour before {@code now}, milliseconds since the epoch; what is ahead of it counts. */
    synchronized long until(long now) {
        long first = Math.floorDiv(now, MINUTE_MS) - MINUTES + 1;
        long sum = 0;
        for (int slot = 0; slot < MINUTES; slot++) {
            sum += minutes[slot] >= first ? amounts[slot] : 0;
        }
        return sum;
    }
}
