package io.weir.sandbox.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What goes wrong with a request. "Effect" is whatever the request would have stored or started. */
public enum FaultKind {
    /** Answer {@link Fault#status()} with a JSON body; no effect. */
    STATUS,
    /** Answer 200 with an HTML maintenance page; no effect. */
    MAINTENANCE_PAGE,
    /** Answer 200 with an empty body, as a PHP fatal error does; no effect. */
    EMPTY,
    /** Answer 502 with a proxy's HTML page; no effect. */
    BAD_GATEWAY,
    /** Close the connection; no effect. */
    DROP_BEFORE,
    /** Commit the effect, then close the connection: the answer is lost. */
    DROP_AFTER,
    /** Wait, then commit and answer. The commit happens even when the caller has hung up meanwhile. */
    DELAY_BEFORE,
    /** Commit, wait, then answer. */
    DELAY_AFTER,
    /** End the caller's session (GLPI) and answer 401; no effect. */
    SESSION_INVALID,
    /** Handle the request twice; the first answer is sent. */
    DUPLICATE;

    /** The name used in JSON: lower case with dashes, for example {@code drop-after}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind with the given JSON name.
     *
     * @throws IllegalArgumentException when there is none; the message lists all names
     */
    public static FaultKind fromWireName(String name) {
        for (FaultKind kind : values()) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        List<String> known = Arrays.stream(values()).map(FaultKind::wireName).toList();
        throw new IllegalArgumentException("kind \"" + name + "\" is unknown, use one of " + known);
    }
}
