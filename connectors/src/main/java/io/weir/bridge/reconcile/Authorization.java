package io.weir.bridge.reconcile;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/** What our requests show; read anew for each, so that a rotated secret is picked up. Names no secret. */
public final class Authorization {
    private final Supplier<String> header;

    private Authorization(Supplier<String> header) {
        this.header = header;
    }

    /** Nothing. */
    public static Authorization none() {
        return new Authorization(() -> null);
    }

    /** A token. */
    public static Authorization bearer(Supplier<String> token) {
        return new Authorization(() -> "Bearer " + token.get());
    }

    /** A user, who may be empty, and a password. */
    public static Authorization basic(String user, Supplier<String> password) {
        return new Authorization(() -> "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password.get()).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The header's value; null when there is none.
     *
     * @throws RuntimeException of the supplier, when the secret cannot be read
     */
    public String header() {
        return header.get();
    }
}
