package io.weir.core;

/**
 * Where the events of an episode go on their way to its scope; decided at its start, like the scope.
 *
 * @param identity what it is the same as; null when the rule book leaves no label out
 * @param domain where its causes are looked for; null when no inhibition or dependency concerns it
 */
public record Route(String identity, String domain) {
    /** Of an episode with this onset; null when it goes straight to its scope. */
    public static Route of(Onset onset) {
        return onset.identity() == null && onset.domain() == null ? null : new Route(onset.identity(), onset.domain());
    }
}
