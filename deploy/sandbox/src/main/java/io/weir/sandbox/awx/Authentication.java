package io.weir.sandbox.awx;

import io.weir.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bearer tokens and Basic credentials. */
final class Authentication {
    private final AwxOptions options;

    Authentication(AwxOptions options) {
        this.options = options;
    }

    Identity require(Request request) {
        String header = request.header("authorization").orElse("");
        if (header.startsWith("Bearer ")) {
            return bearer(header.substring(7).strip());
        }
        if (header.startsWith("Basic ")) {
            return basic(header.substring(6).strip());
        }
        throw AwxError.notAuthenticated();
    }

    private Identity bearer(String token) {
        for (AwxToken known : options.tokens()) {
            if (known.token().equals(token)) {
                return new Identity(user(known.username()), known.writes());
            }
        }
        throw AwxError.notAuthenticated();
    }

    private Identity basic(String encoded) {
        String[] pair;
        try {
            pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
        } catch (IllegalArgumentException notBase64) {
            throw AwxError.wrongPassword();
        }
        for (AwxUser user : options.users()) {
            if (pair.length == 2 && user.username().equals(pair[0]) && pair[1].equals(user.password())) {
                return new Identity(user, true);
            }
        }
        throw AwxError.wrongPassword();
    }

    private AwxUser user(String name) {
        return options.users().stream()
                .filter(u -> u.username().equals(name))
                .findFirst()
                .orElseThrow(AwxError::notAuthenticated);
    }
}
