package io.weir.schema.downtime;

import io.weir.schema.Recurrence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.dmfs.rfc5545.DateTime;

/**
 * Windows that repeat by a rule in the local time of a zone. A window begins when local clocks show its time, and lasts
 * exactly as long as it says in elapsed time, whatever clocks do meanwhile. A beginning in a gap (clocks leave it out)
 * is moved later by the length of the gap, as RFC 5545 3.3.5 and {@code java.time} do it: a window that is missing would
 * be worse than one that is late, so RFC 5545 3.3.10, which drops such a time, is not followed. Of a beginning that
 * clocks show twice the first one counts.
 */
public final class RecurringSchedule implements Schedule {
    /** Longest window. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private static final long DAY_MS = 86_400_000;
    /** No clock change is longer: Pacific islands have left out a day. */
    private static final long LONGEST_GAP_MS = 25 * 3_600_000L;
    /** Where a search forward ended without a result, nothing begins for so long. */
    private static final long SEARCHED_MS = 10 * 365 * DAY_MS;

    private final RuleText text;
    private final ZoneId zone;
    private final long durationMs;
    private final Exceptions exceptions;
    private final List<String> exdates;
    private final long startLocal;
    private final long lastLocal;
    private final long lastInstant;
    private final Window first;
    private final long end;

    private RecurringSchedule(Recurrence recurrence) {
        LocalDateTime start = start(recurrence.start());
        this.text = RuleText.read(recurrence.rrule(), start);
        this.zone = zone(recurrence.zone());
        this.durationMs = duration(recurrence.durationMs());
        this.exdates = Objects.requireNonNullElse(recurrence.exdates(), List.of());
        this.exceptions = new Exceptions(exdates);
        this.startLocal = start.toInstant(ZoneOffset.UTC).toEpochMilli();
        DateTime until = text.until();
        this.lastInstant = until == null || until.isFloating() ? Long.MAX_VALUE : until.getTimestamp();
        this.lastLocal = text.count() != null ? ofCount(text.count()) : lastLocal(until);
        Long begins = starts(startLocal, local -> true).peek();
        if (begins == null) {
            throw nothing(until);
        }
        begins = starts(startLocal, local -> !exceptions.contain(local)).peek();
        if (begins == null) {
            throw new InvalidRecurrenceException("exdates", "leave out every occurrence; keep at least one");
        }
        this.first = window(begins);
        this.end = text.count() == null && until == null ? Long.MAX_VALUE : lastEnd();
    }

    /**
     * Compiles a recurrence.
     *
     * @throws InvalidRecurrenceException naming the field at fault
     */
    public static RecurringSchedule of(Recurrence recurrence) {
        return new RecurringSchedule(recurrence);
    }

    private static LocalDateTime start(String text) {
        try {
            LocalDateTime start = text == null ? null : LocalDateTime.parse(text);
            boolean wholeSeconds = start != null && start.equals(start.truncatedTo(ChronoUnit.SECONDS));
            if (wholeSeconds && start.getYear() >= 1970 && start.getYear() <= 9000) {
                return start;
            }
        } catch (DateTimeException e) {
            throw new InvalidRecurrenceException("start", startSentence(text));
        }
        throw new InvalidRecurrenceException("start", startSentence(text));
    }

    private static String startSentence(String text) {
        return "expected a local date and time, without offset, from 1970 on, such as 2026-12-06T02:00:00, found "
                + text;
    }

    private static ZoneId zone(String name) {
        if (name == null || !ZoneId.getAvailableZoneIds().contains(name)) {
            throw new InvalidRecurrenceException(
                    "zone", "expected the IANA name of a zone such as Europe/Berlin or UTC, found " + name);
        }
        return ZoneId.of(name);
    }

    private static long duration(long millis) {
        if (millis <= 0 || millis > LONGEST.toMillis()) {
            throw new InvalidRecurrenceException(
                    "duration", "expected more than nothing and at most " + LONGEST.toDays() + "d");
        }
        return millis;
    }

    private static long lastLocal(DateTime until) {
        if (until == null || !until.isFloating()) {
            return Long.MAX_VALUE;
        }
        return until.isAllDay() ? until.getTimestamp() + DAY_MS - 1 : until.getTimestamp();
    }

    private long ofCount(int count) {
        LocalTimes times = new LocalTimes(text.rule(), startLocal, startLocal);
        long last = Long.MIN_VALUE;
        for (int i = 0; i < count && times.peek() != null; i++) {
            last = times.take();
        }
        return last;
    }

    private static InvalidRecurrenceException nothing(DateTime until) {
        return until == null
                ? new InvalidRecurrenceException("rrule", "has no occurrence within ten years of the start")
                : new InvalidRecurrenceException(
                        "rrule", "UNTIL lies before the first occurrence; expected a later one");
    }

    private Window window(long begins) {
        return new Window(begins, begins + durationMs);
    }

    /** Beginnings whose local times are not before {@code fromLocal}. */
    private Starts starts(long fromLocal, LongPredicate wanted) {
        long from = Math.max(fromLocal, startLocal);
        return new Starts(new LocalTimes(text.rule(), startLocal, from), zone, wanted, lastLocal, lastInstant);
    }

    private Starts startsAfter(long instant) {
        long local = instant
                + zone.getRules().getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds() * 1_000L;
        Starts starts = starts(local - LONGEST_GAP_MS, l -> !exceptions.contain(l));
        while (starts.peek() != null && starts.peek() <= instant) {
            starts.take();
        }
        return starts;
    }

    @Override
    public Span at(long at) {
        Long before = null;
        Starts after = null;
        long back = 0;
        // short steps first: of a window every hour, 365 days long, only the newest beginning matters
        for (long step = DAY_MS; before == null && back <= durationMs; step *= 8) {
            back = Math.min(step, durationMs + DAY_MS);
            after = startsAfter(at - back);
            while (after.peek() != null && after.peek() <= at) {
                before = after.take();
            }
        }
        long next = after.peek() != null ? after.peek() : after.gaveUp() ? at + SEARCHED_MS : Long.MAX_VALUE;
        if (before == null) {
            return new Span(at - (back - durationMs), next, null);
        }
        Window window = window(before);
        return window.contains(at)
                ? new Span(before, Math.min(next, window.to()), window)
                : new Span(window.to(), next, null);
    }

    @Override
    public List<Window> next(long at, int most) {
        List<Window> windows = new ArrayList<>();
        Window now = at(at).window();
        if (now != null && most > 0) {
            windows.add(now);
        }
        Starts later = startsAfter(at);
        while (windows.size() < most && later.peek() != null) {
            windows.add(window(later.take()));
        }
        return windows;
    }

    @Override
    public Window first() {
        return first;
    }

    @Override
    public long end() {
        return end;
    }

    private long lastEnd() {
        long until = lastInstant == Long.MAX_VALUE ? lastLocal + 2 * DAY_MS : lastInstant;
        Long last = null;
        for (long back = 2 * DAY_MS; last == null; back *= 8) {
            Starts starts = startsAfter(Math.max(until - back, first.from() - 1));
            while (starts.peek() != null) {
                last = starts.take();
            }
        }
        return last + durationMs;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    /**
     * Refuses exceptions that leave out nothing: a typing error there would hold, or not hold, on the wrong day.
     *
     * @throws InvalidRecurrenceException naming the entry of {@code exdates}
     */
    public void requireExceptionsToMatch() {
        for (int i = 0; i < exdates.size(); i++) {
            long local = Exceptions.local(exdates.get(i), i);
            Long found = new LocalTimes(text.rule(), startLocal, Math.max(local, startLocal)).peek();
            boolean same = found != null
                    && (Exceptions.isDay(exdates.get(i))
                            ? Math.floorDiv(found, DAY_MS) == Math.floorDiv(local, DAY_MS)
                            : found == local);
            if (!same || found > lastLocal) {
                throw new InvalidRecurrenceException(
                        "exdates[" + i + "]",
                        "no occurrence begins at " + exdates.get(i) + " local time; the next one after it begins at "
                                + (found == null || found > lastLocal ? "no time" : text(found)));
            }
        }
    }

    private static String text(long local) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1_000L), 0, ZoneOffset.UTC)
                .toString();
    }
}
