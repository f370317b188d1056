package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What was replayed: [from, to), in milliseconds since the epoch. */
record Period(long from, long to) {
    static Period of(JsonNode diff) {
        return new Period(millis(diff.path("from")), millis(diff.path("to")));
    }

    long length() {
        return Math.max(1, to - from);
    }

    /** An instant of the diff. */
    static long millis(JsonNode instant) {
        return Instant.parse(instant.asText()).toEpochMilli();
    }
}
