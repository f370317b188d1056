package io.weir.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short stable ids: the first hex digits of SHA-256 over length-prefixed parts, so that no two lists of parts collide. */
public final class Digest {
    private Digest() {}

    /**
     * The id of {@code parts}.
     *
     * @param digits how many hex digits, at most 64
     */
    public static String of(int digits, String... parts) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(bytes);
        }
        return HexFormat.of().formatHex(sha.digest()).substring(0, digits);
    }
}
