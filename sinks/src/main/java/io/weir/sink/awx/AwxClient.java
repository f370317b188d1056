package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sink.SecretRef;
import io.weir.sink.http.CallFailedException;
import io.weir.sink.http.HttpReply;
import io.weir.sink.http.HttpTarget;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to AWX and the policy for every answer that is not about the thing asked for. What it hands on is {@code Ok},
 * {@code Created}, {@code Accepted}, {@code Rejected}, {@code Forbidden} or {@code NotFound}.
 */
final class AwxClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AwxClient.class);
    private static final MediaType JSON = MediaType.get("application/json");

    private final AwxOptions options;
    private final HttpTarget target;
    private final InstantSource clock;
    private final HttpUrl base;

    AwxClient(AwxOptions options, HttpTarget target, InstantSource clock) {
        this.options = options;
        this.target = target;
        this.clock = clock;
        this.base = HttpUrl.get(options.url() + options.basePath());
    }

    /**
     * An answer.
     *
     * @param serverTime AWX's clock, ours when it did not tell
     */
    record Reply(AwxAnswer answer, Instant serverTime) {
        /** The body when it was {@code Ok}, else null. */
        JsonNode ok() {
            return answer instanceof AwxAnswer.Ok ok ? ok.body() : null;
        }
    }

    /** The address of something below the base path; the last slash is added. */
    HttpUrl.Builder url(String... segments) {
        HttpUrl.Builder url = base.newBuilder();
        for (String segment : segments) {
            url.addPathSegment(segment);
        }
        return url.addPathSegment("");
    }

    Reply get(HttpUrl.Builder url) throws HaltException {
        return call(new Request.Builder().url(url.build()).get(), false);
    }

    /** Posts; {@code body} null posts nothing. */
    Reply post(HttpUrl.Builder url, JsonNode body) throws HaltException {
        byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        return call(new Request.Builder().url(url.build()).post(RequestBody.create(bytes, JSON)), true);
    }

    /** Whether the circuit breaker keeps calls back. */
    boolean isLeftAlone() {
        return target.isLeftAlone();
    }

    /** How long to wait after a failure. */
    Duration pause() {
        return target.pause();
    }

    private Reply call(Request.Builder request, boolean write) throws HaltException {
        String authorization = authorization();
        HttpReply reply = send(request, authorization, write);
        if (reply.status() == 401) {
            String now = authorization();
            if (!now.equals(authorization)) {
                reply = send(request, now, write);
            }
        }
        AwxAnswer answer = AwxAnswer.of(reply);
        Duration pause = longest(target.pause(), reply.retryAfter());
        if (answer instanceof AwxAnswer.Unauthorized) {
            throw HaltException.lasting("unauthorized", "AWX does not accept our credentials");
        }
        if (answer instanceof AwxAnswer.Redirect redirect) {
            String where = redirect.location();
            throw HaltException.lasting(
                    "redirect",
                    "AWX answered with a redirect to " + where
                            + ": the url or basePath is not right (every address ends in a slash)");
        }
        if (answer instanceof AwxAnswer.Throttled) {
            throw HaltException.passing("throttled", "AWX asks to slow down", pause, false, null);
        }
        if (answer instanceof AwxAnswer.Unknown unknown) {
            throw HaltException.passing(unknown.what(), "AWX answered " + unknown.what(), pause, write, null);
        }
        return new Reply(answer, reply.date() == null ? clock.instant() : reply.date());
    }

    private HttpReply send(Request.Builder request, String authorization, boolean write) throws HaltException {
        Request full = request.header("Authorization", authorization)
                .header("Accept", "application/json, text/plain;q=0.9")
                .build();
        try {
            return target.call(full, r -> AwxAnswer.healthy(AwxAnswer.of(r)));
        } catch (CallFailedException e) {
            LOG.warn("no answer from AWX: {}", e.getMessage());
            boolean doubt = write && e.progress() == CallFailedException.Progress.IN_DOUBT;
            throw HaltException.passing(e.reason(), e.getMessage(), target.pause(), doubt, e);
        }
    }

    private String authorization() throws HaltException {
        try {
            if (options.auth() instanceof AwxOptions.Basic basic) {
                return Credentials.basic(basic.user(), basic.password().resolve(), StandardCharsets.UTF_8);
            }
            SecretRef token = ((AwxOptions.Bearer) options.auth()).token();
            return "Bearer " + token.resolve();
        } catch (IllegalStateException | UncheckedIOException e) {
            throw HaltException.passing("secret-missing", e.getMessage(), target.pause(), false, e);
        }
    }

    private static Duration longest(Duration one, Duration other) {
        return other == null || one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void close() {
        target.close();
    }
}
