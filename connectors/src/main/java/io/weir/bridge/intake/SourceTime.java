package io.weir.bridge.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Times as the sources write them, to milliseconds since the epoch. */
final class SourceTime {
    private static final String ZERO = "0001-01-01T00:00:00Z";

    private SourceTime() {}

    /**
     * Reads RFC 3339 with any offset and any number of fractional digits.
     *
     * @return null for Go's zero time, which means "none"
     * @throws DateTimeException when it is something else
     */
    static Long rfc3339(String text) {
        if (text.equals(ZERO)) {
            return null;
        }
        Long utc = plainUtc(text);
        if (utc != null) {
            return utc;
        }
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (time.getYear() <= 1) {
            return null;
        }
        if (time.getYear() > 9999) {
            throw new DateTimeException("the year has more than four digits: " + text);
        }
        return time.toInstant().toEpochMilli();
    }

    /**
     * The short way for what nearly all sources write, {@code 2026-11-20T13:00:10.123456789Z}: a tenth of the general
     * one, which would be a third of all work on an alert.
     *
     * @return null when the text is anything else; it may still be a time
     */
    private static Long plainUtc(String text) {
        int length = text.length();
        if (length < 20 || length > 30 || text.charAt(length - 1) != 'Z' || !hasSeparators(text)) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean digits = (year | month | day | hour | minute | second) >= 0;
        if (!digits || year < 1970 || month < 1 || month > 12 || day < 1 || !exists(year, month, day)) {
            return null;
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        int millis = 0;
        for (int i = 20, unit = 100; i < length - 1; i++, unit /= 10) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            millis += digit * unit;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return ((days * 24 + hour) * 60 + minute) * 60_000L + second * 1000L + millis;
    }

    private static boolean exists(int year, int month, int day) {
        return day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static boolean hasSeparators(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (text.length() == 20 || (text.charAt(19) == '.' && text.length() > 21));
    }

    /** The digits from {@code from} to {@code to}; negative when one of them is none. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /**
     * Reads Uptime Kuma's {@code YYYY-MM-DD HH:MM:SS.sss}, which is UTC without saying so, or RFC 3339.
     *
     * @return null when it is neither
     */
    static Long kuma(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            LocalDateTime time = LocalDateTime.parse(iso);
            boolean known = time.getYear() > 1 && time.getYear() <= 9999;
            return known ? (Long) time.toInstant(ZoneOffset.UTC).toEpochMilli() : null;
        } catch (DateTimeException withoutZone) {
            try {
                return rfc3339(iso);
            } catch (DateTimeException neither) {
                return null;
            }
        }
    }
}
