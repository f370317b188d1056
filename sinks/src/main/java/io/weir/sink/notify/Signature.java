package io.weir.sink.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How generic webhooks are signed, so that a receiver knows who sent a body, and when. */
public final class Signature {
    /** The intent's id; the same each time it is told. */
    public static final String ID_HEADER = "Idempotency-Key";
    /** When this try was made, seconds since the epoch. A receiver should refuse what is older than some minutes. */
    public static final String TIMESTAMP_HEADER = "X-Weir-Timestamp";
    /** {@code sha256=} and the HMAC-SHA256 of timestamp, a dot, and the body, in hex. */
    public static final String SIGNATURE_HEADER = "X-Weir-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** The value of {@link #SIGNATURE_HEADER}. */
    public static String of(String secret, long epochSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((epochSeconds + ".").getBytes(StandardCharsets.US_ASCII));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
