package io.weir.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves the times in a recorded body. Knows RFC 3339 in UTC and Uptime Kuma's notation, with or without milliseconds;
 * Alertmanager's zero time stays.
 */
record TimeShift(Duration by) {
    private static final Pattern TIME =
            Pattern.compile("(20\\d\\d-\\d\\d-\\d\\d)([T ])(\\d\\d:\\d\\d:\\d\\d)(\\.\\d{3})?(Z?)");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** The shift that makes the recording begin at {@code now}. */
    static TimeShift to(Instant now) {
        return new TimeShift(Duration.between(Storm.BEGAN, now));
    }

    String apply(String body) {
        return TIME.matcher(body).replaceAll(found -> Matcher.quoteReplacement(shifted(found)));
    }

    private String shifted(java.util.regex.MatchResult found) {
        boolean millis = found.group(4) != null;
        LocalDateTime time = LocalDateTime.parse(found.group(1) + "T" + found.group(3) + (millis ? found.group(4) : ""))
                .atOffset(ZoneOffset.UTC)
                .plus(by)
                .toLocalDateTime();
        return DAY.format(time) + found.group(2) + (millis ? MILLIS : SECONDS).format(time) + found.group(5);
    }
}
