package io.weir.bridge.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request was signed by whom it says, lately, and was not here before. What was here is remembered by each
 * bridge for itself: behind a load balancer a request that was overheard could be sent once to each other one.
 */
public final class SignatureCheck {
    /** A request counts for so long before and after the instant in it. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    /** Requests that are remembered at once, of all keys together; a key has its share, so that none crowds out others. */
    static final int MOST = 500_000;

    private static final int LEAST_OF_A_KEY = 10_000;

    private static final String ALGORITHM = "HmacSHA256";

    private record Known(SigningKey key, Identity identity, Nonces nonces) {}

    private volatile Map<String, Known> keys = Map.of();
    private final int most;

    SignatureCheck() {
        this(MOST);
    }

    SignatureCheck(int most) {
        this.most = most;
    }

    /** From now on the keys of these tenants count, and no others. What was signed with a key that stays is remembered. */
    void use(List<Tenant> tenants) {
        long number = tenants.stream().mapToLong(tenant -> tenant.keys().size()).sum();
        int share = (int) Math.max(Math.min(most, LEAST_OF_A_KEY), most / Math.max(1, number));
        Map<String, Known> all = new HashMap<>();
        for (Tenant tenant : tenants) {
            for (SigningKey key : tenant.keys()) {
                Known before = keys.get(key.id());
                Nonces nonces = before == null ? new Nonces() : before.nonces;
                nonces.atMost(share);
                all.put(key.id(), new Known(key, Identity.tenant(tenant.name(), key.source(), key.role()), nonces));
            }
        }
        keys = all;
    }

    /** Whose request it is, if {@link #denial} has nothing against it; null when the key is not known. */
    public Identity claimed(Signature signature) {
        Known known = keys.get(signature.key());
        return known == null ? null : known.identity;
    }

    /** Whether it was signed lately enough; can be asked before the body is there. */
    public static boolean isTimely(Signature signature, Instant now) {
        return Duration.between(Instant.ofEpochSecond(signature.seconds()), now)
                        .abs()
                        .compareTo(WINDOW)
                <= 0;
    }

    /**
     * Null when the request was signed with a known key; why not otherwise. The same request is refused when it comes
     * again, unless it is {@link #forget forgotten}.
     */
    public Denial denial(Signature signature, String method, String target, byte[] body, Instant now) {
        Known known = keys.get(signature.key());
        if (known == null || !signature.is(mac(known.key, signature.text(method, target, body)))) {
            return new Denial("the signature is not that of a known key over this request", false);
        }
        Instant signedAt = Instant.ofEpochSecond(signature.seconds());
        if (!isTimely(signature, now)) {
            return new Denial(
                    "signed at " + signedAt + ", which is more than " + WINDOW.toMinutes() + " min from now", false);
        }
        return switch (known.nonces.take(signature.nonce(), signedAt.plus(WINDOW), now)) {
            case NEW -> null;
            case KNOWN -> new Denial("a request with this nonce was here already", false);
            case FULL ->
                new Denial(
                        "too many requests signed with this key within " + WINDOW.toMinutes() + " min; send it again"
                                + " later",
                        true);
        };
    }

    /** The request could not be taken, and its sender was asked to send it again: so it counts as never seen. */
    public void forget(Signature signature) {
        Known known = keys.get(signature.key());
        if (known != null) {
            known.nonces.forget(signature.nonce());
        }
    }

    /**
     * Why a request is refused.
     *
     * @param passes whether it may come again later
     */
    public record Denial(String reason, boolean passes) {}

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
