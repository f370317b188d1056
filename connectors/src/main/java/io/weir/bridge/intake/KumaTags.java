package io.weir.bridge.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The tags of an Uptime Kuma's monitor as labels.
 *
 * @param labels by name
 * @param fault what is wrong with them, for people; null when nothing is
 */
record KumaTags(NavigableMap<String, String> labels, String fault) {
    /** Where they stand. */
    static final String FIELD = "monitor.tags";

    static final KumaTags NONE = new KumaTags(new TreeMap<>(), null);

    /** Reads them to the first fault. */
    static KumaTags of(JsonNode monitor, IntakeLimits limits) {
        NavigableMap<String, String> labels = new TreeMap<>();
        for (JsonNode tag : monitor.path("tags")) {
            String tagName = KumaMonitor.text(tag, "name");
            if (tagName.length() > Text.MAX_NAME) {
                return new KumaTags(
                        labels, "a name has more than " + Text.MAX_NAME + " characters: " + Text.cut(tagName, 100));
            }
            String name = labelName(tagName);
            if (name.isEmpty()) {
                continue;
            }
            if (labels.size() >= limits.labels() && !labels.containsKey(name)) {
                return new KumaTags(labels, "there are more than " + limits.labels());
            }
            String value = KumaMonitor.text(tag, "value");
            // A tag without a value is a flag; the same tag twice is a list.
            labels.merge(name, value.isEmpty() ? "true" : value, KumaTags::joined);
        }
        return new KumaTags(labels, null);
    }

    /** What is longer than a label may be is cut later: nothing has to be added to it. */
    private static String joined(String list, String more) {
        return list.length() > Text.MAX_LABEL ? list : list + "," + more;
    }

    private static String labelName(String tag) {
        String name = tag.replaceAll("[^a-zA-Z0-9_]", "_");
        return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }
}
