package io.weir.sink.notify;

import io.weir.sink.SecretRef;
import java.io.Serializable;

/**
 * The server that takes e-mail.
 *
 * @param host its name; with TLS its certificate must be for it
 * @param port usually 587 for STARTTLS, 465 for TLS, 25 for none
 * @param tls how the connection is protected; null means {@link Tls#STARTTLS}
 * @param username null to log in as nobody
 * @param password null exactly when {@code username} is
 */
public record Smtp(String host, Integer port, Tls tls, String username, SecretRef password) implements Serializable {

    /** How a connection is protected. */
    public enum Tls {
        /** It begins in the clear and is protected before anything is said; a server that cannot is not used. */
        STARTTLS,
        /** Protected from the first byte. */
        TLS,
        /** Not at all. */
        NONE
    }

    public Smtp {
        tls = tls == null ? Tls.STARTTLS : tls;
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("smtp.host: expected a text");
        }
        port = port == null ? Integer.valueOf(usualPort(tls)) : port;
        if ((username == null) != (password == null)) {
            throw new IllegalArgumentException("smtp: expected username and password, or neither");
        }
    }

    private static int usualPort(Tls tls) {
        return switch (tls) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }
}
