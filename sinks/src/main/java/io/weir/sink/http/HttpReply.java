package io.weir.sink.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An answer as it came.
 *
 * @param status HTTP status
 * @param contentType media type without parameters, lower case; empty when none was given
 * @param body the text; empty when there was none
 * @param location header {@code Location}, null when absent
 * @param date the server's clock, header {@code Date}; null when absent or unreadable
 * @param retryAfter header {@code Retry-After}; null when absent or unreadable
 */
public record HttpReply(
        int status, String contentType, String body, String location, Instant date, Duration retryAfter) {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /** Reads the headers that matter; any of them may be null. */
    public static HttpReply of(
            int status, String contentType, String body, String location, String date, String retryAfter) {
        Instant serverTime = httpDate(date);
        return new HttpReply(status, mediaType(contentType), body, location, serverTime, pause(retryAfter, serverTime));
    }

    /** Whether the body claims to be JSON. */
    public boolean json() {
        return contentType.equals("application/json");
    }

    private static String mediaType(String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static Duration pause(String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        Duration pause = null;
        if (retryAfter.matches("\\d{1,9}")) {
            pause = Duration.ofSeconds(Long.parseLong(retryAfter));
        } else if (now != null) {
            Instant until = httpDate(retryAfter);
            pause = until == null || until.isBefore(now) ? null : Duration.between(now, until);
        }
        return pause != null && pause.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : pause;
    }

    private static Instant httpDate(String text) {
        if (text == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            // a server without a usable clock is a server that did not send one
            return null;
        }
    }
}
