package io.weir.app.compare;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours in which people sleep.
 *
 * @param from its first instant, by the clock on the wall
 * @param to its end, which is day again; before {@code from} when midnight lies between
 * @param zone whose clock
 */
public record Night(LocalTime from, LocalTime to, ZoneId zone) {
    /** 22:00 to 06:00 UTC. */
    public static final Night DEFAULT = new Night(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneOffset.UTC);

    private static final Pattern FORM = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)(?: (\\S+))?");

    /**
     * Reads {@code 22:00-06:00 Europe/Berlin}; UTC when no zone is named.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Night parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (parts.matches()) {
            try {
                return new Night(
                        LocalTime.parse(parts.group(1)),
                        LocalTime.parse(parts.group(2)),
                        parts.group(3) == null ? ZoneOffset.UTC : ZoneId.of(parts.group(3)));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(expected(text), e);
            }
        }
        throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
        return "expected hours and a zone, like 22:00-06:00 Europe/Berlin, found: " + text;
    }

    /** Whether an instant, milliseconds since the epoch, lies in it. */
    boolean contains(long at) {
        LocalTime time = Instant.ofEpochMilli(at).atZone(zone).toLocalTime();
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(to);
        return from.isBefore(to) ? begun && !over : begun || !over;
    }
}
