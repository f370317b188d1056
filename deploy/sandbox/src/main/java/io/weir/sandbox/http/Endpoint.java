package io.weir.sandbox.http;

import java.util.Optional;

/** One side of the sandbox, mounted below a base path. Called from several threads at once. */
public interface Endpoint {
    /** Name used in fault rules and in the request log. */
    String target();

    /** Handles a request whose path is relative to the base and starts with {@code /}. May block for a short time. */
    Answer handle(Request request);

    /** Who sends the request, for the log; empty when unknown. Without side effects. */
    Optional<String> user(Request request);

    /** Ends the session of this request, if it has one, and gives the 401 answer. */
    Answer endSession(Request request);

    /** The body sent with {@link FaultKind#STATUS}. */
    Answer failure(int status);
}
