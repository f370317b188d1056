package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sandbox.http.Request;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Signing in and out. Sessions live in memory only: a restart ends them all. */
final class Sessions {
    private final GlpiOptions options;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    Sessions(GlpiOptions options) {
        this.options = options;
    }

    /** Refuses a call without the right application token. */
    void checkAppToken(Request request) {
        String token =
                request.header("app-token").or(() -> request.param("app_token")).orElse("");
        if (token.isEmpty()) {
            throw GlpiError.documented("ERROR_APP_TOKEN_PARAMETERS_MISSING", "missing parameter app_token");
        }
        if (!token.equals(options.appToken())) {
            throw GlpiError.documented("ERROR_WRONG_APP_TOKEN_PARAMETER", "parameter app_token seems wrong");
        }
    }

    /** Opens a session and returns its token. */
    String login(Request request, JsonNode body) {
        String authorization = request.header("authorization").orElse("");
        Optional<String> userToken = authorization.startsWith("user_token ")
                ? Optional.of(authorization.substring("user_token ".length()).strip())
                : request.param("user_token");
        if (userToken.isPresent()) {
            String token = userToken.get();
            return open(find(u -> token.equals(u.userToken()))
                    .orElseThrow(() ->
                            GlpiError.of(401, "ERROR_GLPI_LOGIN_USER_TOKEN", "parameter user_token seems invalid")));
        }
        String[] pair = credentials(authorization, body);
        if (pair.length != 2) {
            throw GlpiError.documented(
                    "ERROR_LOGIN_PARAMETERS_MISSING", "parameter(s) login, password or user_token are missing");
        }
        if (!options.credentialsLogin()) {
            throw GlpiError.of(
                    400,
                    "ERROR_LOGIN_WITH_CREDENTIALS_DISABLED",
                    "usage of initSession resource with credentials is disabled");
        }
        return open(find(u -> u.name().equals(pair[0]) && pair[1].equals(u.password()))
                .orElseThrow(() -> GlpiError.of(401, "ERROR_GLPI_LOGIN", "Incorrect username or password")));
    }

    private static String[] credentials(String authorization, JsonNode body) {
        if (authorization.startsWith("Basic ")) {
            try {
                byte[] decoded =
                        Base64.getDecoder().decode(authorization.substring(6).strip());
                return new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            } catch (IllegalArgumentException notBase64) {
                return new String[0];
            }
        }
        if (body.path("login").isTextual() && body.path("password").isTextual()) {
            return new String[] {
                body.get("login").textValue(), body.get("password").textValue()
            };
        }
        return new String[0];
    }

    private Optional<GlpiUser> find(Predicate<GlpiUser> test) {
        return options.users().stream().filter(GlpiUser::active).filter(test).findFirst();
    }

    private String open(GlpiUser user) {
        String token = new BigInteger(130, random).toString(32);
        open.put(token, new Session(user));
        return token;
    }

    /** The session of a call. */
    Session require(Request request) {
        String token = token(request)
                .filter(t -> !t.isEmpty())
                .orElseThrow(() -> GlpiError.documented(
                        "ERROR_SESSION_TOKEN_MISSING", "parameter session_token is missing or empty"));
        return Optional.ofNullable(open.get(token)).orElseThrow(GlpiError::sessionInvalid);
    }

    Optional<Session> find(Request request) {
        return token(request).map(open::get);
    }

    void end(Request request) {
        token(request).ifPresent(open::remove);
    }

    void endAll() {
        open.clear();
    }

    private static Optional<String> token(Request request) {
        return request.header("session-token").or(() -> request.param("session_token"));
    }
}
