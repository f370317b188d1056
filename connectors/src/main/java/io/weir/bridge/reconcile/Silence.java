package io.weir.bridge.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Matcher;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * A silence of an Alertmanager. Times are milliseconds since the epoch.
 *
 * @param id as Alertmanager gave it; null when it has none yet
 * @param state {@code active}, {@code pending} or {@code expired}; null when it does not exist yet
 * @param matchers all must match
 * @param comment what people see
 */
record Silence(
        String id, String state, Set<Term> matchers, long startsAt, long endsAt, String createdBy, String comment) {
    static final String AUTHOR = "weir";

    /** One matcher as Alertmanager writes it. */
    record Term(String name, String value, boolean isRegex, boolean isEqual) {
        static Term of(Matcher matcher) {
            return switch (matcher.operator()) {
                case EQUAL -> new Term(matcher.label(), matcher.value(), false, true);
                case NOT_EQUAL -> new Term(matcher.label(), matcher.value(), false, false);
                case MATCHES -> new Term(matcher.label(), matcher.value(), true, true);
                case NOT_MATCHES -> new Term(matcher.label(), matcher.value(), true, false);
            };
        }
    }

    Silence {
        matchers = Set.copyOf(matchers);
    }

    /** Whether it mutes now, or will. */
    boolean live() {
        return !"expired".equals(state);
    }

    boolean pending() {
        return "pending".equals(state);
    }

    /** @throws IOException when it is no silence */
    static Silence of(JsonNode json) throws IOException {
        Set<Term> terms = new HashSet<>();
        for (JsonNode matcher : json.path("matchers")) {
            terms.add(new Term(
                    matcher.path("name").asText(),
                    matcher.path("value").asText(),
                    matcher.path("isRegex").asBoolean(),
                    matcher.path("isEqual").asBoolean(true)));
        }
        String id = json.path("id").asText();
        if (id.isEmpty()) {
            throw new IOException("a silence without an id");
        }
        try {
            return new Silence(
                    id,
                    json.path("status").path("state").asText(),
                    terms,
                    Instant.parse(json.path("startsAt").asText()).toEpochMilli(),
                    Instant.parse(json.path("endsAt").asText()).toEpochMilli(),
                    json.path("createdBy").asText(),
                    json.path("comment").asText());
        } catch (DateTimeException e) {
            throw new IOException("a silence without times", e);
        }
    }

    /** Fills {@code into} with what is posted. */
    ObjectNode json(ObjectNode into) {
        if (id != null) {
            into.put("id", id);
        }
        ArrayNode terms = into.putArray("matchers");
        for (Term term : matchers) {
            terms.addObject()
                    .put("name", term.name)
                    .put("value", term.value)
                    .put("isRegex", term.isRegex)
                    .put("isEqual", term.isEqual);
        }
        return into.put("startsAt", Instant.ofEpochMilli(startsAt).toString())
                .put("endsAt", Instant.ofEpochMilli(endsAt).toString())
                .put("createdBy", createdBy)
                .put("comment", comment);
    }
}
