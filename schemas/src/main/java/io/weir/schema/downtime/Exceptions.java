package io.weir.schema.downtime;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The beginnings that a recurrence leaves out: single local times, or all of a local day. */
final class Exceptions {
    private static final int MOST = 1_000;
    private static final long DAY_MS = 86_400_000;

    private final Set<Long> times = new HashSet<>();
    private final Set<Long> days = new HashSet<>();

    /** @throws InvalidRecurrenceException naming the entry of {@code exdates} */
    Exceptions(List<String> exdates) {
        if (exdates.size() > MOST) {
            throw new InvalidRecurrenceException(
                    "exdates", "expected at most " + MOST + ", found " + exdates.size() + "; leave out what is over");
        }
        for (int i = 0; i < exdates.size(); i++) {
            String text = exdates.get(i);
            if (isDay(text)) {
                days.add(local(text, i));
            } else {
                times.add(local(text, i));
            }
        }
    }

    boolean contain(long local) {
        return times.contains(local) || days.contains(Math.floorDiv(local, DAY_MS) * DAY_MS);
    }

    static boolean isDay(String text) {
        return text != null && text.indexOf('T') < 0;
    }

    /** A local time, or the first one of a local day, as milliseconds as if it were UTC. */
    static long local(String text, int index) {
        try {
            if (text != null) {
                LocalDateTime time = isDay(text) ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
                return time.toInstant(ZoneOffset.UTC).toEpochMilli();
            }
        } catch (DateTimeException e) {
            throw new InvalidRecurrenceException("exdates[" + index + "]", sentence(text));
        }
        throw new InvalidRecurrenceException("exdates[" + index + "]", sentence("nothing"));
    }

    private static String sentence(String found) {
        return "expected a local date such as 2026-12-25, or with its time such as 2026-12-25T02:00:00, found " + found;
    }
}
