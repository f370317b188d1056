package io.weir.app.config;

import io.weir.bridge.tenant.Role;
import io.weir.sink.SecretRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One token of a tenant or an operator: its digest, or where the token itself is.
 *
 * @param sha256 64 lower-case hex digits; empty when {@code secret} is set
 * @param secret where the token is; empty when {@code sha256} is set
 * @param signs id of the secret where it signs requests and is not sent itself; empty for a token
 * @param role what a tenant's token may do
 * @param source which instance of a source uses it, for payloads that do not say so; may be empty
 */
public record TokenConfig(
        Optional<String> sha256,
        Optional<SecretRef> secret,
        Optional<String> signs,
        Role role,
        Optional<String> source) {

    /**
     * The SHA-256 of the token, 64 lower-case hex digits.
     *
     * @throws IllegalStateException when the environment variable is not set or the file is empty
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public String digest() {
        return sha256.orElseGet(() -> digestOf(secret.orElseThrow().resolve()));
    }

    /** The SHA-256 of {@code token}, 64 lower-case hex digits. */
    public static String digestOf(String token) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
