package io.weir.sandbox.glpi;

import io.weir.sandbox.http.Glob;
import java.util.Locale;

/**
 * GLPI's text search: contained anywhere unless anchored by {@code ^} and {@code $}; {@code %} stands for anything,
 * {@code _} only for itself; case does not matter.
 */
final class Like {
    private final Glob glob;

    private Like(Glob glob) {
        this.glob = glob;
    }

    static Like of(String text) {
        String wanted = GlpiText.encode(text).toLowerCase(Locale.ROOT);
        boolean start = wanted.startsWith("^");
        boolean end = wanted.endsWith("$");
        wanted = wanted.substring(start ? 1 : 0, Math.max(start ? 1 : 0, wanted.length() - (end ? 1 : 0)));
        return new Like(Glob.split((start ? "" : "%") + wanted + (end ? "" : "%"), "%"));
    }

    boolean matches(String stored) {
        return glob.matches(stored.toLowerCase(Locale.ROOT));
    }
}
