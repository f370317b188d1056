package io.weir.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a working schema takes back of a released one. Within a major version documents of the older release stay valid
 * and keep their meaning, and a reader of the older release finds what it relied on: so a schema may gain optional
 * properties, definitions and enum words, may change its texts, and nothing else.
 */
final class SchemaGrowth {
    private static final Set<String> TEXTS = Set.of("title", "description", "examples", "$comment");
    private static final Set<String> NAMED = Set.of("properties", "$defs");
    private static final Set<String> NESTED = Set.of("items", "additionalProperties");

    private final List<String> breaches = new ArrayList<>();

    private SchemaGrowth() {}

    /** One sentence per change that is not additive, each beginning with the path in the schema. */
    static List<String> breaches(JsonNode released, JsonNode working) {
        SchemaGrowth growth = new SchemaGrowth();
        growth.compare("", released, working);
        return growth.breaches;
    }

    private void compare(String path, JsonNode released, JsonNode working) {
        Set<String> keywords = new LinkedHashSet<>();
        released.fieldNames().forEachRemaining(keywords::add);
        working.fieldNames().forEachRemaining(keywords::add);
        for (String keyword : keywords) {
            JsonNode before = released.path(keyword);
            JsonNode after = working.path(keyword);
            String at = path + "/" + keyword;
            if (TEXTS.contains(keyword) || before.equals(after)) {
                continue;
            }
            if (NAMED.contains(keyword)) {
                compareNamed(at, before, after);
            } else if (keyword.equals("required")) {
                compareRequired(at, before, after);
            } else if (keyword.equals("enum") && before.isArray() && after.isArray()) {
                words(before).stream()
                        .filter(word -> !words(after).contains(word))
                        .forEach(word -> breach(at, "the word \"" + word + "\" was removed; older documents hold it"));
            } else if (NESTED.contains(keyword) && before.isObject() && after.isObject()) {
                compare(at, before, after);
            } else if (before.isMissingNode()) {
                breach(at, "was added as " + after + "; older documents need not satisfy it");
            } else if (after.isMissingNode()) {
                breach(at, "was removed; readers rely on " + before);
            } else {
                breach(at, "was changed from " + before + " to " + after + "; that takes a new major version");
            }
        }
    }

    private void compareNamed(String path, JsonNode before, JsonNode after) {
        before.properties().forEach(named -> {
            String at = path + "/" + named.getKey();
            if (after.has(named.getKey())) {
                compare(at, named.getValue(), after.get(named.getKey()));
            } else {
                breach(at, "was removed; it stays for the whole major version");
            }
        });
    }

    private void compareRequired(String path, JsonNode before, JsonNode after) {
        words(after).stream()
                .filter(name -> !words(before).contains(name))
                .forEach(name -> breach(path, "\"" + name + "\" became required; older documents lack it"));
        words(before).stream()
                .filter(name -> !words(after).contains(name))
                .forEach(name -> breach(path, "\"" + name + "\" is no longer required; readers rely on it"));
    }

    private void breach(String path, String sentence) {
        breaches.add(path + ": " + sentence);
    }

    private static Set<String> words(JsonNode array) {
        Set<String> words = new LinkedHashSet<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
