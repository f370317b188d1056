package io.weir.bridge.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a signed request says in its {@code Authorization}:
 * {@code Weir-HMAC-SHA256 key=ID,ts=SECONDS,nonce=TEXT,sig=HEX}.
 *
 * @param key id of the key
 * @param seconds since the epoch, when it was signed
 * @param nonce a text that this key signs once only
 * @param sig HMAC-SHA-256 of {@link #text}, 64 lower-case hex digits
 */
public record Signature(String key, long seconds, String nonce, String sig) {
    private static final String SCHEME = "weir-hmac-sha256 ";
    private static final Set<String> FIELDS = Set.of("key", "ts", "nonce", "sig");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9._-]{8,128}");
    private static final Pattern SIG = Pattern.compile("[0-9a-f]{64}");

    /** Whether the header is meant to be one. */
    public static boolean isIn(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Reads the header; null when it is not of the form. */
    public static Signature read(String authorization) {
        Map<String, String> fields = new HashMap<>();
        for (String field : authorization.substring(SCHEME.length()).split(",", FIELDS.size() + 1)) {
            int equals = field.indexOf('=');
            if (equals < 0
                    || fields.put(
                                    field.substring(0, equals).strip(),
                                    field.substring(equals + 1).strip())
                            != null) {
                return null;
            }
        }
        if (!fields.keySet().equals(FIELDS)
                || !SigningKey.ID.matcher(fields.get("key")).matches()
                || !SECONDS.matcher(fields.get("ts")).matches()
                || !NONCE.matcher(fields.get("nonce")).matches()
                || !SIG.matcher(fields.get("sig")).matches()) {
            return null;
        }
        return new Signature(
                fields.get("key"), Long.parseLong(fields.get("ts")), fields.get("nonce"), fields.get("sig"));
    }

    /**
     * What is signed: method, target, seconds, nonce and the body's SHA-256 in hex, a line feed between them.
     *
     * @param target path and query as they are sent
     * @param body as it is before it is packed
     */
    public String text(String method, String target, byte[] body) {
        return String.join("\n", method, target, Long.toString(seconds), nonce, sha256(body));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Whether a signature that was made anew is this one; takes as long either way. */
    boolean is(byte[] mac) {
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(mac).getBytes(StandardCharsets.US_ASCII),
                sig.getBytes(StandardCharsets.US_ASCII));
    }
}
