package io.weir.bridge.tenant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Tells from an {@code Authorization} header whose request it is. */
public final class Authenticator {
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final SignatureCheck signatures = new SignatureCheck();
    /** Never changed, only replaced: a request is judged by the tokens of one moment. */
    private volatile Map<Long, Known> byPrefix;

    @SuppressWarnings("ArrayRecordComponent")
    private record Known(byte[] hash, Identity identity, Known next) {}

    /** An authenticator for the credentials of {@code tenants} and of {@code operators}. */
    public Authenticator(List<Tenant> tenants, List<Credential> operators) {
        use(tenants, operators);
    }

    /** From now on these credentials count, and no others. */
    public void use(List<Tenant> tenants, List<Credential> operators) {
        Map<Long, Known> all = new HashMap<>();
        for (Tenant tenant : tenants) {
            for (Credential credential : tenant.credentials()) {
                add(all, credential, Identity.tenant(tenant.name(), credential.source(), credential.role()));
            }
        }
        operators.forEach(credential -> add(all, credential, Identity.operator(credential.source())));
        byPrefix = all;
        signatures.use(tenants);
    }

    private static void add(Map<Long, Known> all, Credential credential, Identity identity) {
        byte[] hash = HexFormat.of().parseHex(credential.tokenSha256());
        all.compute(prefix(hash), (prefix, next) -> new Known(hash, identity, next));
    }

    /** For requests that are signed. */
    public SignatureCheck signatures() {
        return signatures;
    }

    /**
     * Reads {@code Bearer TOKEN}, or {@code Basic} with the token as the password of any user.
     *
     * @param authorization the header, null when there is none
     * @return null when the token is missing or not known
     */
    public Identity identify(String authorization) {
        String token = token(authorization);
        if (token == null) {
            return null;
        }
        byte[] hash = sha256(token);
        Identity found = null;
        for (Known known = byPrefix.get(prefix(hash)); known != null; known = known.next) {
            // Looked up by a part of a hash, which tells a guesser nothing; compared in constant time.
            if (MessageDigest.isEqual(known.hash, hash)) {
                found = known.identity;
            }
        }
        return found;
    }

    private static String token(String authorization) {
        if (authorization == null) {
            return null;
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            try {
                byte[] pair = Base64.getDecoder()
                        .decode(authorization.substring(BASIC.length()).strip());
                String text = new String(pair, StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                return colon < 0 ? null : text.substring(colon + 1);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }

    private static long prefix(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
