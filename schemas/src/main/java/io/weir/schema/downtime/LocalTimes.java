package io.weir.schema.downtime;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * The local times of an endless rule, ascending, without any zone: local time is written as milliseconds as if it were
 * UTC. Getting to a time far from the start costs about the same as to one near it.
 */
final class LocalTimes {
    private static final long DAY_MS = 86_400_000;
    /** What a week or a year number can reach into the neighbouring week or year. */
    private static final long MARGIN_MS = 10 * DAY_MS;

    private RecurrenceRuleIterator iterator;
    private boolean gaveUp;
    private Long next;

    /** Those not before {@code from}, of a rule that begins at {@code start}. */
    LocalTimes(RecurrenceRule rule, long start, long from) {
        searching(() -> {
            iterator = rule.iterator(floating(nearer(rule, start, from)));
            iterator.fastForward(from - MARGIN_MS);
        });
        look();
        while (next != null && next < from) {
            take();
        }
    }

    /** Days and weeks are all of one length, so a later start with the same rhythm gives the same times. */
    private static long nearer(RecurrenceRule rule, long start, long from) {
        long period = switch (rule.getFreq()) {
            case DAILY -> rule.getInterval() * DAY_MS;
            case WEEKLY -> rule.getInterval() * 7L * DAY_MS;
            default -> 0;
        };
        return period == 0 ? start : start + Math.max(0, Math.floorDiv(from - MARGIN_MS - start, period)) * period;
    }

    private static DateTime floating(long local) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1_000L), 0, ZoneOffset.UTC);
        return new DateTime(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    /** The next one without taking it; null when there is none. */
    Long peek() {
        return next;
    }

    /** Takes the next one, which must exist. */
    long take() {
        long taken = next;
        searching(() -> iterator.nextMillis());
        look();
        return taken;
    }

    /** Whether there may be more, but none within the next ten years. */
    boolean gaveUp() {
        return gaveUp;
    }

    private void look() {
        next = !gaveUp && iterator.hasNext() ? Long.valueOf(iterator.peekMillis()) : null;
    }

    /** The library bounds its search (4,320 days, 1,000 months or years) and throws these two where it ends. */
    private void searching(Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException | IllegalStateException tooManyEmptyPeriods) {
            gaveUp = true;
        }
    }
}
