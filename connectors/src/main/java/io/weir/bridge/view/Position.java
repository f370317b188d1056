package io.weir.bridge.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The place of an entry in a list, newest first, and the end of a page. It stays the same while the entry changes.
 *
 * @param at milliseconds since the epoch
 * @param id unique in the list
 */
public record Position(long at, String id) implements Comparable<Position> {
    /** Newest first. */
    @Override
    public int compareTo(Position other) {
        return at == other.at ? id.compareTo(other.id) : Long.compare(other.at, at);
    }

    /** A text that {@link #parse} reads; opaque to others. */
    public String cursor() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((Long.toString(at, 36) + "." + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws IllegalArgumentException when it is no {@link #cursor()}
     */
    public static Position parse(String cursor) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        int dot = text.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Position(Long.parseLong(text.substring(0, dot), 36), text.substring(dot + 1));
    }
}
