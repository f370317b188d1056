package io.weir.app.config;

import io.weir.schema.yaml.Section;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Refuses {@code projectDowntimes} on an Alertmanager that another tenant has too: it knows no tenants, so the silence
 * of one would mute what alerts of the other it matches.
 */
final class SharedAlertmanagers {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String tenant, Section section, Set<String> addresses, boolean projects) {
        boolean sharesWith(Entry other) {
            return !Objects.equals(tenant, other.tenant) && addresses.stream().anyMatch(other.addresses::contains);
        }
    }

    /** Takes an entry, and notes the problem in each of two that share an Alertmanager and project. */
    void add(String tenant, Section section, List<URI> urls, List<String> externalUrls, boolean projects) {
        Set<String> addresses = new HashSet<>();
        urls.forEach(url -> addresses.add(plain(url.toString())));
        externalUrls.forEach(url -> addresses.add(plain(url)));
        Entry added = new Entry(tenant, section, addresses, projects);
        for (Entry entry : entries) {
            if (entry.sharesWith(added)) {
                refuse(entry, added);
                refuse(added, entry);
            }
        }
        entries.add(added);
    }

    private static void refuse(Entry entry, Entry other) {
        if (entry.projects) {
            entry.section.problem(
                    "projectDowntimes",
                    "a silence of tenant " + entry.tenant + " would mute alerts of tenant " + other.tenant
                            + ", which has the same Alertmanager at " + other.section.path(),
                    "remove projectDowntimes here, or give each tenant an Alertmanager of its own");
        }
    }

    private static String plain(String url) {
        return url.replaceAll("/+$", "").toLowerCase(Locale.ROOT);
    }
}
