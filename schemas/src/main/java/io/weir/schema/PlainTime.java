package io.weir.schema;

/** Instants as Weir itself writes them: RFC 3339 in UTC, without a fraction or with one of three digits. */
final class PlainTime {
    private static final int SECONDS = "2026-01-01T00:00:00Z".length();
    private static final int MILLIS = "2026-01-01T00:00:00.000Z".length();
    private static final long DAY_MS = 86_400_000;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private PlainTime() {}

    /** Milliseconds since the epoch; null when the text has another form, or names no instant. */
    static Long millis(String text) {
        int length = text.length();
        if ((length != SECONDS && length != MILLIS)
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(length - 1) != 'Z'
                || (length == MILLIS && text.charAt(19) != '.')) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int fraction = length == MILLIS ? number(text, 20, 23) : 0;
        boolean numbers = (year | month | day | hour | minute | second | fraction) >= 0;
        if (!numbers
                || month < 1
                || month > 12
                || day < 1
                || day > daysOf(year, month)
                || hour > 23
                || minute > 59
                || second > 59) {
            return null;
        }
        return daysSinceEpoch(year, month, day) * DAY_MS + ((hour * 60L + minute) * 60 + second) * 1000 + fraction;
    }

    /** Negative when one of them is no digit. */
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

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int daysOf(int year, int month) {
        return month == 2 && isLeap(year) ? 29 : DAYS[month - 1];
    }

    /** Counted from March on, so that the leap day is the last of its year; 719,468 days lie before 1970. */
    private static long daysSinceEpoch(int year, int month, int day) {
        int marchYear = month > 2 ? year : year - 1;
        int marchMonth = (month + 9) % 12;
        long days = 365L * marchYear
                + Math.floorDiv(marchYear, 4)
                - Math.floorDiv(marchYear, 100)
                + Math.floorDiv(marchYear, 400);
        return days + (153 * marchMonth + 2) / 5 + day - 1 - 719_468;
    }
}
