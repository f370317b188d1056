package io.weir.core;

import java.util.Map;

/**
 * The alert that another one is under.
 *
 * @param fingerprint its identity, as incidents know it
 * @param startsAt its episode
 * @param scopeKey its scope
 * @param rule name of the inhibition or dependency
 * @param title what and where, for people
 */
public record Cause(String fingerprint, long startsAt, String scopeKey, String rule, String title) {
    /** The alert that began with {@code started}, as the cause of one that is under it by {@code rule}. */
    public static Cause of(EpisodeEvent started, String rule) {
        return new Cause(started.fingerprint(), started.startsAt(), started.scopeKey(), rule, title(started));
    }

    private static String title(EpisodeEvent started) {
        Map<String, String> labels = started.onset().labels();
        String name = labels.getOrDefault("alertname", "alert " + started.fingerprint());
        String where = labels.getOrDefault("instance", labels.getOrDefault("monitor", ""));
        return where.isEmpty() ? name : name + " on " + where;
    }
}
