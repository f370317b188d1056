package io.weir.bridge.http;

import io.weir.bridge.view.Position;
import java.util.Map;

/**
 * Which page of a list is asked for.
 *
 * @param limit at most so many
 * @param after where the page before ended, null for the first page
 * @param status wanted, null for all
 */
record Listing(int limit, Position after, String status) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1000;

    /**
     * Reads {@code limit}, {@code after} and {@code status}.
     *
     * @throws Refusal naming the parameter at fault
     */
    static Listing of(Call call) {
        Map<String, String> parameters = call.parameters();
        String status = parameters.get("status");
        return new Listing(
                limit(parameters.get("limit")),
                after(parameters.get("after")),
                status == null || status.isEmpty() ? null : status);
    }

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw Refusal.of("limit", "expected a number from 1 to " + MAX_LIMIT + ", found " + text);
        }
        throw Refusal.of("limit", "expected a number from 1 to " + MAX_LIMIT + ", found " + text);
    }

    private static Position after(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.of("after", "expected the \"next\" of an earlier answer");
        }
    }
}
