package io.weir.bridge.tenant;

import io.weir.bridge.quota.Quota;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody whose alerts, incidents, rules and downtimes nobody else sees.
 *
 * @param name {@code [a-z0-9][a-z0-9_-]*}, at most 63 characters
 * @param credentials the tokens that stand for it, any number
 * @param keys secrets that its requests may be signed with
 * @param rules YAML of the rule book the configuration gives it; null when it gives none
 * @param quota how much of Weir it may have
 */
public record Tenant(String name, List<Credential> credentials, List<SigningKey> keys, String rules, Quota quota) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException when the name is not of that form
     */
    public Tenant {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("tenant \"" + name + "\": expected lower-case letters, digits, - and _,"
                    + " beginning with a letter or digit, at most 63");
        }
        credentials = List.copyOf(credentials);
        keys = List.copyOf(keys);
    }

    /** One with the default quota. */
    public Tenant(String name, List<Credential> credentials, List<SigningKey> keys, String rules) {
        this(name, credentials, keys, rules, Quota.defaults());
    }

    /** One that signs nothing, with the default quota. */
    public Tenant(String name, List<Credential> credentials, String rules) {
        this(name, credentials, List.of(), rules);
    }

    /** The same with another quota. */
    public Tenant withQuota(Quota other) {
        return new Tenant(name, credentials, keys, rules, other);
    }
}
