package io.weir.sandbox.glpi;

import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The slice of a list a caller asked for, both ends included. Without {@code range} 15 rows come, while the header
 * claims one more: so does the real one.
 */
record Page(int first, int last, int limit) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    static Page of(Request request) {
        Optional<String> range = request.param("range");
        if (range.isEmpty()) {
            return new Page(0, 15, 15);
        }
        Matcher matcher = RANGE.matcher(range.get());
        if (!matcher.matches()) {
            throw GlpiError.documented("ERROR", "range must be in format : [start-end] with integers");
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = Integer.parseInt(matcher.group(2));
        return new Page(first, last, Math.max(0, last - first + 1));
    }

    <T> List<T> slice(List<T> all) {
        if (first > all.size()) {
            throw GlpiError.documented(
                    "ERROR_RANGE_EXCEED_TOTAL", "Provided range exceed total count of data: " + all.size());
        }
        return all.subList(first, Math.min(all.size(), first + limit));
    }

    /** For example {@code 0-14/120}. */
    String contentRange(int total) {
        return first + "-" + Math.min(last, total - 1) + "/" + total;
    }

    int status(int rows, int total) {
        return rows >= total ? 200 : 206;
    }

    Answer headers(Answer answer, String itemtype, int total) {
        Answer out = answer.with("Accept-Range", itemtype + " 1000");
        return total > 0 ? out.with("Content-Range", contentRange(total)) : out;
    }
}
