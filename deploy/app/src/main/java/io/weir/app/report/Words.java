package io.weir.app.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as the page writes them. */
final class Words {
    /** A narrow space that no line breaks at. */
    static final char THIN = '\u202f';

    static final String MINUS = "\u2212";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** {@code 12 345}. */
    static String count(long number) {
        String digits = String.format(Locale.ROOT, "%,d", Math.abs(number)).replace(',', THIN);
        return number < 0 ? MINUS + digits : digits;
    }

    /** {@code 93.4 %} for 0.934. */
    static String share(double share) {
        return String.format(Locale.ROOT, "%.1f", share * 100).replace("-", MINUS) + THIN + "%";
    }

    /** The two largest units of a time span, as {@code 1 min 30 s}. */
    static String span(long millis) {
        if (millis < 0) {
            return MINUS + span(-millis);
        }
        if (millis < SECOND) {
            return millis + "" + THIN + "ms";
        }
        if (millis < MINUTE) {
            boolean whole = millis % SECOND == 0 || millis >= 10 * SECOND;
            return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", millis / (double) SECOND) + THIN + "s";
        }
        if (millis < HOUR) {
            return units(millis, MINUTE, "min", SECOND, "s");
        }
        return millis < DAY ? units(millis, HOUR, "h", MINUTE, "min") : units(millis, DAY, "d", HOUR, "h");
    }

    /** {@code 3 Nov 2026 22:00}, in UTC; the zone is for the caller to name. */
    static String moment(long millis) {
        return MOMENT.format(Instant.ofEpochMilli(millis));
    }

    /** {@code 1 ticket}, {@code 2 tickets}. */
    static String many(long number, String one, String more) {
        return count(number) + " " + (number == 1 ? one : more);
    }

    private static String units(long millis, long large, String largeName, long small, String smallName) {
        long rest = millis % large / small;
        return count(millis / large) + THIN + largeName + (rest == 0 ? "" : " " + rest + THIN + smallName);
    }
}
