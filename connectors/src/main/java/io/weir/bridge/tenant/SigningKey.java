package io.weir.bridge.tenant;

import java.util.regex.Pattern;

/**
 * A secret that a tenant's requests are signed with, instead of being sent along.
 *
 * @param id what a request calls it
 * @param secret the key; its UTF-8 bytes are what signs
 * @param source name of the instance that holds it; null when it has none
 * @param role what requests signed with it may do
 */
public record SigningKey(String id, String secret, String source, Role role) {
    /** What ids look like. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Shorter secrets can be found by trying. */
    public static final int SHORTEST = 32;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException when the id is not of its form, or the secret is too short
     */
    public SigningKey {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("signing key: expected an id of letters, digits, . _ and -, at most 64");
        }
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "signing key " + id + ": expected a secret of at least " + SHORTEST + " characters");
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "SigningKey[id=" + id + ", source=" + source + ", role=" + role + "]";
    }
}
