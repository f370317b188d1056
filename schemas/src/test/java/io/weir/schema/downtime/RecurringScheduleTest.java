package io.weir.schema.downtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Downtime;
import io.weir.schema.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which windows a rule means, and which rules are refused. */
class RecurringScheduleTest {
    private static final String BERLIN = "Europe/Berlin";
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static RecurringSchedule of(String rrule, String start, String zone, long durationMs, String... exdates) {
        return RecurringSchedule.of(new Recurrence(rrule, start, zone, durationMs, List.of(exdates)));
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static List<String> starts(Schedule schedule, String after, int most) {
        return schedule.next(at(after), most).stream()
                .map(window -> Instant.ofEpochMilli(window.from()).toString())
                .toList();
    }

    @Test
    void everyNightAtTwoStaysAtTwoByTheClocksOnTheWall() {
        Schedule nightly = of("FREQ=DAILY", "2026-10-23T02:00:00", BERLIN, HOUR);
        assertThat(starts(nightly, "2026-10-22T00:00:00Z", 4))
                .as("two o'clock comes twice on the 25th; the first one counts")
                .containsExactly(
                        "2026-10-23T00:00:00Z", "2026-10-24T00:00:00Z", "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z");
        assertThat(starts(nightly, "2027-03-27T00:00:00Z", 3))
                .as("two o'clock does not come on the 28th: three o'clock, which is the same instant")
                .containsExactly("2027-03-27T01:00:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:00:00Z");
    }

    @Test
    void theLengthIsElapsedTimeThroughAClockChange() {
        Schedule nightly = of("FREQ=DAILY", "2026-10-24T01:30:00", BERLIN, 2 * HOUR);
        Window window = nightly.at(at("2026-10-24T23:30:00Z")).window();
        assertThat(window).isEqualTo(new Window(at("2026-10-24T23:30:00Z"), at("2026-10-25T01:30:00Z")));
        assertThat(nightly.at(window.to() - 1).window()).isEqualTo(window);
        assertThat(nightly.at(window.to()).window()).isNull();
    }

    @Test
    void aStartFromAGapMayFallBehindItsSuccessorAndOneWindowIsLeftOfTwo() {
        // on 2026-03-29 clocks go from 02:00 to 03:00: 02:00 and 03:00 are one instant, 02:30 comes after 03:00
        Schedule half = of("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30", "2026-03-28T02:00:00", BERLIN, 60_000);
        assertThat(starts(half, "2026-03-28T12:00:00Z", 4))
                .containsExactly(
                        "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:00:00Z", "2026-03-30T00:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=WEEKLY;BYDAY=SU | 2026-12-02T02:00:00 | 2026-12-06T02:00:00Z 2026-12-13T02:00:00Z",
                "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR | 2026-12-01T02:00:00 | 2026-12-04T02:00:00Z 2026-12-14T02:00:00Z",
                "FREQ=MONTHLY;BYDAY=-1SA | 2026-12-01T22:00:00 | 2026-12-26T22:00:00Z 2027-01-30T22:00:00Z",
                "FREQ=MONTHLY | 2026-12-31T22:00:00 | 2026-12-31T22:00:00Z 2027-01-31T22:00:00Z 2027-03-31T22:00:00Z",
                "freq=monthly;byday=tu;bysetpos=2 | 2026-12-01T22:00:00 | 2026-12-08T22:00:00Z 2027-01-12T22:00:00Z",
                "FREQ=YEARLY | 2028-02-29T00:00:00 | 2028-02-29T00:00:00Z 2032-02-29T00:00:00Z",
                "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO | 2026-12-01T01:00:00 | 2027-01-04T01:00:00Z 2028-01-03T01:00:00Z 2029-01-01T01:00:00Z 2029-12-31T01:00:00Z",
                "FREQ=HOURLY;INTERVAL=8 | 2026-12-01T05:15:00 | 2026-12-01T05:15:00Z 2026-12-01T13:15:00Z 2026-12-01T21:15:00Z 2026-12-02T05:15:00Z",
                "FREQ=HOURLY;BYHOUR=1,2;BYDAY=SA | 2026-12-01T05:15:00 | 2026-12-05T01:15:00Z 2026-12-05T02:15:00Z 2026-12-12T01:15:00Z",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29 | 2026-12-01T05:00:00 | 2028-02-29T05:00:00Z 2032-02-29T05:00:00Z",
            })
    void rulesMeanWhatRfc5545Says(String rrule, String start, String expected) {
        String[] wanted = expected.split(" ");
        Schedule schedule = of(rrule, start, "UTC", HOUR);
        assertThat(starts(schedule, "2026-12-01T00:00:00Z", wanted.length)).containsExactly(wanted);
        assertThat(Instant.ofEpochMilli(schedule.first().from())).hasToString(wanted[0]);
    }

    @Test
    void countUntilAndExceptionsEndAndThinIt() {
        Schedule counted = of("FREQ=DAILY;COUNT=3", "2026-12-01T02:00:00", "UTC", HOUR, "2026-12-03T02:00:00");
        assertThat(starts(counted, "2026-11-01T00:00:00Z", 5))
                .as("what is left out counts")
                .containsExactly("2026-12-01T02:00:00Z", "2026-12-02T02:00:00Z");
        assertThat(counted.end()).isEqualTo(at("2026-12-02T03:00:00Z"));

        Schedule day = of("FREQ=DAILY;BYHOUR=2,14", "2026-12-01T02:00:00", "UTC", HOUR, "2026-12-01");
        assertThat(starts(day, "2026-11-01T00:00:00Z", 1)).containsExactly("2026-12-02T02:00:00Z");

        assertThat(of("FREQ=DAILY;UNTIL=20261203", "2026-12-01T02:00:00", "UTC", HOUR)
                        .end())
                .as("a date means all of that day")
                .isEqualTo(at("2026-12-03T03:00:00Z"));
        assertThat(of("FREQ=DAILY;UNTIL=20261203T020000", "2026-12-01T02:00:00", BERLIN, HOUR)
                        .end())
                .as("local, and inclusive")
                .isEqualTo(at("2026-12-03T02:00:00Z"));
        assertThat(of("FREQ=DAILY;UNTIL=20261203T005959Z", "2026-12-01T02:00:00", BERLIN, HOUR)
                        .end())
                .as("an instant, one second before the beginning on the third")
                .isEqualTo(at("2026-12-02T02:00:00Z"));
        assertThat(of("FREQ=DAILY;COUNT=5000;INTERVAL=3", "2000-12-01T02:00:00", BERLIN, HOUR)
                        .end())
                .isEqualTo(at("2041-12-23T02:00:00Z"));
    }

    @Test
    void windowsLongerThanTheirPeriodOverlapWithoutASeam() {
        Schedule overlapping = of("FREQ=DAILY;COUNT=3", "2026-12-01T00:00:00", "UTC", 30 * HOUR);
        assertThat(overlapping.at(at("2026-12-02T01:00:00Z")).window().from()).isEqualTo(at("2026-12-02T00:00:00Z"));
        assertThat(overlapping.at(at("2026-12-02T01:00:00Z")).until())
                .as("the next one begins before this one ends")
                .isEqualTo(at("2026-12-03T00:00:00Z"));
        assertThat(overlapping.at(at("2026-12-04T05:59:59Z")).window()).isNotNull();
        assertThat(overlapping
                        .at(at("2026-12-04T06:00:00Z"))
                        .equals(new Span(at("2026-12-04T06:00:00Z"), Long.MAX_VALUE, null)))
                .isTrue();
        Schedule yearLong = of("FREQ=HOURLY;COUNT=10", "2026-12-01T00:00:00", "UTC", 365 * 24 * HOUR);
        assertThat(yearLong.at(at("2027-06-01T00:00:00Z")).window().from()).isEqualTo(at("2026-12-01T09:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "rrule | FREQ=NEVER | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | none | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=WEEKLY;BYDAY=XX | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=SECONDLY | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=MINUTELY | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=HOURLY;INTERVAL=5 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=HOURLY;INTERVAL=12;BYHOUR=3 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=DAILY;BYMINUTE=0,1,2,3,4;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=DAILY;BYSECOND=60 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=DAILY;INTERVAL=0 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=DAILY;INTERVAL=999999999 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=DAILY;COUNT=10001 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=DAILY;COUNT=2;UNTIL=20261203 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | FREQ=DAILY;UNTIL=20261130 | 2026-12-01T02:00:00 | UTC | 1",
                "rrule | RSCALE=CHINESE;FREQ=DAILY | 2026-12-01T02:00:00 | UTC | 1",
                "start | FREQ=DAILY | 2026-12-01T02:00:00Z | UTC | 1",
                "start | FREQ=DAILY | 2026-12-01 | UTC | 1",
                "start | FREQ=DAILY | none | UTC | 1",
                "start | FREQ=DAILY | 1969-12-01T02:00:00 | UTC | 1",
                "zone | FREQ=DAILY | 2026-12-01T02:00:00 | Europe/Berlln | 1",
                "zone | FREQ=DAILY | 2026-12-01T02:00:00 | +02:00 | 1",
                "zone | FREQ=DAILY | 2026-12-01T02:00:00 | none | 1",
                "duration | FREQ=DAILY | 2026-12-01T02:00:00 | UTC | 0",
                "duration | FREQ=DAILY | 2026-12-01T02:00:00 | UTC | 31536000001",
            })
    void whatCannotBeMeantIsRefusedByItsField(String field, String rrule, String start, String zone, long duration) {
        assertThatThrownBy(() -> RecurringSchedule.of(new Recurrence(rrule, start, zone, duration, null)))
                .isInstanceOfSatisfying(InvalidRecurrenceException.class, refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.problem()).isNotBlank();
                    assertThat(refused).hasMessageStartingWith(field + ": ");
                });
    }

    @Test
    void exceptionsMustBeReadableAndLeaveSomething() {
        assertThatThrownBy(() -> of("FREQ=DAILY", "2026-12-01T02:00:00", "UTC", 1, "2026-12-02", "Christmas"))
                .hasMessageStartingWith("exdates[1]: ");
        assertThatThrownBy(() -> of("FREQ=DAILY;COUNT=2", "2026-12-01T02:00:00", "UTC", 1, "2026-12-01", "2026-12-02"))
                .hasMessageStartingWith("exdates: ");
    }

    @Test
    void anExceptionThatLeavesOutNothingIsFound() {
        of("FREQ=DAILY;COUNT=9", "2026-12-01T02:00:00", BERLIN, 1, "2026-12-02", "2026-12-09T02:00:00")
                .requireExceptionsToMatch();
        for (String wrong : List.of("2026-12-02T03:00:00", "2026-11-30", "2026-12-10", "2027-01-01T02:00:00")) {
            RecurringSchedule schedule = of("FREQ=DAILY;COUNT=9", "2026-12-01T02:00:00", BERLIN, 1, wrong);
            assertThatThrownBy(schedule::requireExceptionsToMatch)
                    .as(wrong)
                    .hasMessageStartingWith("exdates[0]: no occurrence begins at " + wrong);
        }
    }

    @Test
    void ofARuleThatRestsForDecadesNothingIsMissed() {
        // the 29th of February on a Monday: 2044, then 2072
        Schedule rare = of("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2040-12-01T02:00:00", "UTC", HOUR);
        assertThat(rare.first().from()).isEqualTo(at("2044-02-29T02:00:00Z"));
        assertThat(rare.at(at("2050-01-01T00:00:00Z")).window()).isNull();
        assertThat(rare.at(at("2050-01-01T00:00:00Z")).until()).isLessThanOrEqualTo(at("2072-02-29T02:00:00Z"));
        assertThat(rare.at(at("2072-02-29T02:59:59Z")).window().from()).isEqualTo(at("2072-02-29T02:00:00Z"));
    }

    @Test
    void aSingleWindowIsAScheduleToo() {
        Schedule once = Schedule.of(
                new Downtime("d", 1, Downtime.Status.ACTIVE, List.of("a=b"), 10L, 20L, null, "someone", "why", 0L));
        assertThat(List.of(once.at(9), once.at(10), once.at(19), once.at(20)))
                .extracting(Span::window)
                .containsExactly(null, new Window(10, 20), new Window(10, 20), null);
        assertThat(once.next(19, 5)).containsExactly(new Window(10, 20));
        assertThat(once.next(20, 5)).isEmpty();
        assertThat(once.end()).isEqualTo(20);
    }
}
