package io.weir.bridge.tenant;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A token that opens the bridge for a tenant or an operator. Only its hash is known here.
 *
 * @param tokenSha256 SHA-256 of the token's UTF-8 bytes, 64 hex digits
 * @param source name of the instance that holds the token, for example of an Uptime Kuma; null when it has none
 * @param role what it may do as a tenant's; an operator's token has the rights of operators whatever stands here
 */
public record Credential(String tokenSha256, String source, Role role) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException when {@code tokenSha256} is no SHA-256
     */
    public Credential {
        tokenSha256 = tokenSha256.toLowerCase(Locale.ROOT);
        if (!HASH.matcher(tokenSha256).matches()) {
            throw new IllegalArgumentException("tokenSha256: expected the 64 hex digits of a SHA-256");
        }
    }

    /** One that may do all that its tenant may. */
    public Credential(String tokenSha256, String source) {
        this(tokenSha256, source, Role.ADMIN);
    }

    /** Names the source alone: even a hash helps those who guess. */
    @Override
    public String toString() {
        return "Credential[source=" + source + ", role=" + role + "]";
    }
}
