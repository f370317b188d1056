package io.weir.schema.downtime;

import io.weir.schema.Downtime;
import java.time.ZoneId;
import java.util.List;

/** When a downtime holds: one window, or windows that repeat. Immutable; instants are milliseconds since the epoch. */
public interface Schedule {
    /** {@link Downtime#to} of a downtime that repeats for ever: 9999-12-31T00:00:00Z. */
    long FAR_AWAY = 253_402_214_400_000L;

    /**
     * The schedule of a downtime, whatever its status.
     *
     * @throws InvalidRecurrenceException when it repeats in a way that is not accepted
     */
    static Schedule of(Downtime downtime) {
        return downtime.recurrence() == null
                ? new OneWindow(new Window(downtime.from(), downtime.to()))
                : RecurringSchedule.of(downtime.recurrence());
    }

    /** Which window holds at {@code at}, and how long this answer stays. */
    Span at(long at);

    /** The window that holds at {@code at}, if any, and those that begin later: the first {@code most} of them. */
    List<Window> next(long at, int most);

    /** The first window. */
    Window first();

    /** The first instant after the last window; {@link Long#MAX_VALUE} when there is no last one. */
    long end();

    /** Where its local times are; UTC for a single window. */
    ZoneId zone();
}
