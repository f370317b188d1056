package io.weir.core.scenario;

import io.weir.schema.Fingerprint;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The names a scenario gives to alerts and incidents, in place of their fingerprints and ids. */
final class Names {
    private final Map<String, String> alerts = new HashMap<>();
    private final Map<String, String> incidents = new HashMap<>();

    /** @param labels of each alert by its name; alerts made in copies have no name of their own */
    Names(Map<String, Map<String, String>> labels) {
        labels.forEach((name, value) -> alerts.put(Fingerprint.of(value), name));
    }

    String alert(String fingerprint) {
        return alerts.getOrDefault(fingerprint, fingerprint);
    }

    String incident(String id) {
        return incidents.getOrDefault(id, "a new one");
    }

    /** The first mention of an incident gives it its name; one name is one incident. */
    void mention(String id, String name) {
        Collection<String> given = incidents.values();
        if (name != null && !given.contains(name)) {
            incidents.putIfAbsent(id, name);
        }
    }
}
