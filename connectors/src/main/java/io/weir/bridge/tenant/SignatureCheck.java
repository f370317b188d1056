package io.weir.bridge.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request was signed by whom it says, lately, and was not here before. What was here is remembered by each
 * bridge for itself: behind a load balancer a request that was overheard could be sent once to each other one.
 */
public final class SignatureCheck {
    /** A request counts for so long before and after the instant in it. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    /** Requests that are remembered at once. */
    static final int MOST = 500_000;

    private static final String ALGORITHM = "HmacSHA256";

    private record Known(SigningKey key, Identity identity) {}

    private volatile Map<String, Known> keys = Map.of();
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final int most;

    SignatureCheck() {
        this(MOST);
    }

    SignatureCheck(int most) {
        this.most = most;
    }

    /** From now on the keys of these tenants count, and no others. */
    void use(List<Tenant> tenants) {
        Map<String, Known> all = new HashMap<>();
        for (Tenant tenant : tenants) {
            for (SigningKey key : tenant.keys()) {
                all.put(key.id(), new Known(key, Identity.tenant(tenant.name(), key.source(), key.role())));
            }
        }
        keys = all;
    }

    /** Whose request it is, if {@link #refusal} has nothing against it; null when the key is not known. */
    public Identity claimed(Signature signature) {
        Known known = keys.get(signature.key());
        return known == null ? null : known.identity;
    }

    /**
     * Null when the request was signed with a known key; why not otherwise. The same request is refused when it comes
     * again.
     */
    public String refusal(Signature signature, String method, String target, byte[] body, Instant now) {
        Known known = keys.get(signature.key());
        if (known == null || !signature.is(mac(known.key, signature.text(method, target, body)))) {
            return "the signature is not that of a known key over this request";
        }
        Instant signedAt = Instant.ofEpochSecond(signature.seconds());
        if (Duration.between(signedAt, now).abs().compareTo(WINDOW) > 0) {
            return "signed at " + signedAt + ", which is more than " + WINDOW.toMinutes() + " min from now";
        }
        if (seen.size() >= most) {
            seen.values().removeIf(until -> until.isBefore(now));
            if (seen.size() >= most) {
                return "too many signed requests within " + WINDOW.toMinutes() + " min";
            }
        }
        Instant before = seen.putIfAbsent(signature.key() + " " + signature.nonce(), signedAt.plus(WINDOW));
        return before == null || before.isBefore(now) ? null : "a request with this nonce was here already";
    }

    private static byte[] mac(SigningKey key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }
}
