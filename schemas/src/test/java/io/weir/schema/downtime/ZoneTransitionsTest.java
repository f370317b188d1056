package io.weir.schema.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Daily windows around every clock change of 2000 to 2040, against {@code java.time} counting day by day: windows that
 * begin before, in, at the end of and after the gap or the overlap, and last into it, through it and through a day.
 */
class ZoneTransitionsTest {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2041-01-01T00:00:00Z");
    private static final List<Duration> LENGTHS =
            List.of(Duration.ofMillis(1), Duration.ofMinutes(30), Duration.ofHours(3), Duration.ofHours(30));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "Europe/London",
                "America/New_York",
                "America/Sao_Paulo",
                "America/St_Johns",
                "America/Santiago",
                "America/Caracas",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "Africa/Cairo",
                "Asia/Tehran",
                "Asia/Kathmandu",
                "Asia/Gaza",
                "Asia/Pyongyang",
                "Pacific/Apia",
                "Pacific/Fakaofo",
                "Antarctica/Troll",
                "UTC"
            })
    void dailyWindowsAreWhereACalendarPutsThem(String name) {
        ZoneId zone = ZoneId.of(name);
        for (ZoneOffsetTransition change : changes(zone)) {
            for (LocalDateTime wall : walls(change)) {
                LocalDateTime start = wall.minusDays(4);
                List<Long> expected = byCalendar(zone, start, 9);
                for (Duration length : LENGTHS) {
                    check(zone, start, length, expected, change);
                }
            }
        }
    }

    @Test
    void theZonesHaveGapsAndOverlapsAndOneOfADay() {
        assertThat(changes(ZoneId.of("Europe/Berlin"))).hasSize(82);
        assertThat(changes(ZoneId.of("Pacific/Apia")))
                .anyMatch(c -> c.getDuration().equals(Duration.ofDays(1)));
        assertThat(changes(ZoneId.of("Australia/Lord_Howe")))
                .anyMatch(c -> c.getDuration().equals(Duration.ofMinutes(-30)));
    }

    /** The clock change, and for zones that have none any day. */
    private static List<ZoneOffsetTransition> changes(ZoneId zone) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition change = zone.getRules().nextTransition(FIRST);
        while (change != null && change.getInstant().isBefore(LAST)) {
            changes.add(change);
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return changes;
    }

    /** Wall times on both sides of, inside and at the edges of what is left out or repeated. */
    private static List<LocalDateTime> walls(ZoneOffsetTransition change) {
        Set<LocalDateTime> walls = new TreeSet<>();
        for (LocalDateTime edge : List.of(change.getDateTimeBefore(), change.getDateTimeAfter())) {
            for (long seconds : new long[] {-7200, -3600, -1800, -1, 0, 1, 900, 1800, 3600}) {
                walls.add(edge.plusSeconds(seconds));
            }
        }
        return List.copyOf(walls);
    }

    private static List<Long> byCalendar(ZoneId zone, LocalDateTime start, int days) {
        Set<Long> starts = new TreeSet<>();
        LocalTime time = start.toLocalTime();
        for (int day = 0; day < days; day++) {
            LocalDate date = start.toLocalDate().plusDays(day);
            starts.add(date.atTime(time).atZone(zone).toInstant().toEpochMilli());
        }
        return List.copyOf(starts);
    }

    private static void check(
            ZoneId zone, LocalDateTime start, Duration length, List<Long> expected, ZoneOffsetTransition change) {
        String text = start.toString().length() == 16 ? start + ":00" : start.toString();
        Schedule schedule =
                RecurringSchedule.of(new Recurrence("FREQ=DAILY", text, zone.getId(), length.toMillis(), null));
        List<Long> found =
                schedule.next(expected.get(0) - 1, 8).stream().map(Window::from).toList();
        assertThat(found).as("%s %s %s", zone, start, change).isEqualTo(expected.subList(0, 8));
        assertThat(schedule.end()).isEqualTo(Long.MAX_VALUE);
        List<Long> edges = new ArrayList<>();
        for (long from : expected.subList(2, 7)) {
            Collections.addAll(edges, from - 1, from, from + length.toMillis() - 1, from + length.toMillis());
        }
        for (long at : edges) {
            Window window = newest(expected, at, length.toMillis());
            Span span = schedule.at(at);
            assertThat(span.window())
                    .as("%s %s %s at %s", zone, start, length, at)
                    .isEqualTo(window);
            assertThat(span.covers(at)).isTrue();
        }
    }

    /** The window that began last of those that contain the instant. */
    private static Window newest(List<Long> starts, long at, long length) {
        List<Window> holding = starts.stream()
                .map(from -> new Window(from, from + length))
                .filter(window -> window.from() <= at && at < window.to())
                .collect(Collectors.toList());
        return holding.isEmpty() ? null : holding.get(holding.size() - 1);
    }
}
