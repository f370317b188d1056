package io.weir.core.directives;

import io.weir.schema.Downtime;
import io.weir.schema.Matcher;
import io.weir.schema.downtime.Schedule;
import io.weir.schema.downtime.Span;
import io.weir.schema.downtime.Window;
import java.util.List;
import java.util.Map;

/** One revision of a downtime, compiled. Remembers the answers last given; they change nothing but the price. */
final class DowntimeRevision {
    private final Downtime downtime;
    private final List<Matcher> matchers;
    private final Schedule schedule;
    private final long effective;
    /** The stretch asked for last, and the one before it: alerts that come late ask there. */
    private Span newest;

    private Span older;

    DowntimeRevision(Downtime downtime, List<Matcher> matchers, Schedule schedule, long effective) {
        this.downtime = downtime;
        this.matchers = matchers;
        this.schedule = schedule;
        this.effective = effective;
        this.newest = schedule.at(effective);
        this.older = newest;
    }

    /** Of two records with the same revision number the earlier one counts; the text only settles a tie. */
    static DowntimeRevision first(DowntimeRevision one, DowntimeRevision other) {
        int byEffect = Long.compare(one.effective, other.effective);
        int byText = byEffect != 0 ? byEffect : one.downtime.toString().compareTo(other.downtime.toString());
        return byText <= 0 ? one : other;
    }

    Downtime downtime() {
        return downtime;
    }

    /** From when on it counts, milliseconds since the epoch. */
    long effective() {
        return effective;
    }

    /** The window that holds an alert with these labels at {@code at}; null when none does. */
    DowntimeWindow holding(Map<String, String> labels, long at) {
        if (downtime.status() != Downtime.Status.ACTIVE) {
            return null;
        }
        Window window = span(at).window();
        return window != null && matchers.stream().allMatch(matcher -> matcher.matches(labels))
                ? new DowntimeWindow(downtime, window.from(), window.to())
                : null;
    }

    private Span span(long at) {
        if (newest.covers(at)) {
            return newest;
        }
        if (older.covers(at)) {
            return older;
        }
        older = newest;
        newest = schedule.at(at);
        return newest;
    }

    /** Whether nothing depends on it from {@code before} on. */
    boolean isOver(long before) {
        return downtime.status() == Downtime.Status.CANCELLED
                ? Math.min(schedule.end(), effective + DowntimeIndex.CANCELLED_MEMORY_MS) < before
                : schedule.end() < before;
    }
}
