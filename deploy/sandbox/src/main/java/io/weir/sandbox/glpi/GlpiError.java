package io.weir.sandbox.glpi;

import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;

/** A request that is refused as a whole: {@code ["CODE","text"]}. */
final class GlpiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final boolean documented;

    private GlpiError(int status, String code, String text, boolean documented) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
        this.documented = documented;
    }

    /** An error whose text stands alone. */
    static GlpiError of(int status, String code, String text) {
        return new GlpiError(status, code, text, false);
    }

    /** A 400 whose text ends in a pointer to the documentation. */
    static GlpiError documented(String code, String text) {
        return new GlpiError(400, code, text, true);
    }

    static GlpiError sessionInvalid() {
        return of(401, "ERROR_SESSION_TOKEN_INVALID", "session_token seems invalid");
    }

    static GlpiError notFound() {
        return of(404, "ERROR_ITEM_NOT_FOUND", "Item not found");
    }

    static GlpiError noRight() {
        return of(403, "ERROR_RIGHT_MISSING", Refused.NO_PERMISSION);
    }

    static GlpiError badArray() {
        return documented("ERROR_BAD_ARRAY", "input parameter must be an array of objects");
    }

    /** @param base URL the documentation pointer starts with */
    Answer answer(String base) {
        String text = documented
                ? getMessage() + "; view documentation in your browser at " + base + "/#" + code
                : getMessage();
        return Answer.json(status, Json.array().add(code).add(text));
    }
}
