package io.weir.sink.glpi;

import io.weir.sink.SecretRef;
import io.weir.sink.http.CallFailedException;
import io.weir.sink.http.HttpReply;
import io.weir.sink.http.HttpTarget;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to GLPI and the policy for every answer that is not about the item asked for: log in again once when GLPI says
 * that a session is over (401, decided before any write) and for nothing else, halt for everything that may be better
 * later. What it hands on is {@code Created}, {@code Ok}, {@code
 * Rejected} or {@code NotFound}.
 */
final class GlpiClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GlpiClient.class);

    private final GlpiOptions options;
    private final HttpTarget target;
    private final HttpUrl base;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Credentials> idle = new ConcurrentLinkedDeque<>();

    GlpiClient(GlpiOptions options, HttpTarget target) {
        this.options = options;
        this.target = target;
        this.base = HttpUrl.get(options.url());
        this.permits = new Semaphore(options.maxConcurrent(), true);
    }

    /** Tokens of one open session; never logged. */
    private record Credentials(String app, String session) {
        Request.Builder on(Request.Builder request) {
            Request.Builder with = app == null ? request : request.header("App-Token", app);
            return session == null ? with : with.header("Session-Token", session);
        }

        Credentials withApp(String token) {
            return new Credentials(token, session);
        }

        @Override
        public String toString() {
            return "Credentials[***]";
        }
    }

    /** Whether the circuit breaker keeps calls back. */
    boolean isLeftAlone() {
        return target.isLeftAlone();
    }

    /**
     * One of the sessions, for the duration of one delivery.
     *
     * @throws HaltException when all stay in use
     */
    GlpiSession lease() throws HaltException {
        try {
            if (!permits.tryAcquire(options.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw HaltException.alone("all-sessions-busy", target.pause(), null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HaltException.alone("interrupted", target.pause(), e);
        }
        return new Leased(idle.pollFirst());
    }

    private final class Leased extends GlpiSession {
        private Credentials credentials;

        Leased(Credentials credentials) {
            this.credentials = credentials;
        }

        @Override
        HttpUrl.Builder url() {
            return base.newBuilder();
        }

        @Override
        GlpiAnswer call(Request.Builder request, boolean write) throws HaltException {
            boolean fresh = credentials == null;
            if (fresh) {
                credentials = login();
            }
            Reply reply = send(credentials.on(request).build(), write);
            if (reply.answer() instanceof GlpiAnswer.SessionInvalid && !fresh) {
                credentials = null;
                credentials = login();
                reply = send(credentials.on(request).build(), write);
            }
            if (reply.answer() instanceof GlpiAnswer.SessionInvalid) {
                credentials = null;
                throw HaltException.everybody("session-invalid", target.pause(), null);
            }
            if (reply.answer() instanceof GlpiAnswer.Misconfigured wrong && wrong.appToken()) {
                // it may have been replaced since; the session itself is still good
                credentials = credentials.withApp(appToken());
            }
            return handOn(reply, write);
        }

        @Override
        HaltException halt(String reason) {
            return HaltException.alone(reason, target.pause(), null);
        }

        @Override
        public void close() {
            if (credentials != null) {
                idle.addFirst(credentials);
            }
            permits.release();
        }
    }

    private record Reply(GlpiAnswer answer, Duration retryAfter) {}

    private GlpiAnswer handOn(Reply reply, boolean write) throws HaltException {
        Duration pause = longest(target.pause(), reply.retryAfter());
        if (reply.answer() instanceof GlpiAnswer.Misconfigured wrong) {
            LOG.warn("GLPI refuses every call: {}", wrong.code());
            throw HaltException.everybody(word(wrong.code()), pause, null);
        }
        if (reply.answer() instanceof GlpiAnswer.Forbidden no) {
            LOG.warn("GLPI does not let us see an item: {}", no.code());
            throw new ForbiddenException(word(no.code()), pause);
        }
        if (reply.answer() instanceof GlpiAnswer.Throttled) {
            throw HaltException.everybody("throttled", pause, null);
        }
        if (reply.answer() instanceof GlpiAnswer.Unknown unknown) {
            throw new HaltException(
                    unknown.what(), write ? longest(pause, options.settle()) : pause, write, unknown.everybody(), null);
        }
        return reply.answer();
    }

    private Credentials login() throws HaltException {
        Credentials tokens = new Credentials(appToken(), null);
        String user = secret(options.userToken());
        HttpUrl url = base.newBuilder().addPathSegment("initSession").build();
        Request.Builder request = new Request.Builder().url(url).get().header("Authorization", "user_token " + user);
        GlpiAnswer answer = handOn(send(tokens.on(request).build(), false), false);
        if (answer instanceof GlpiAnswer.Ok ok
                && ok.body().path("session_token").isTextual()) {
            return new Credentials(tokens.app(), ok.body().path("session_token").asText());
        }
        throw HaltException.everybody("login-not-understood", target.pause(), null);
    }

    private String appToken() throws HaltException {
        return options.appToken() == null ? null : secret(options.appToken());
    }

    private String secret(SecretRef ref) throws HaltException {
        try {
            return ref.resolve();
        } catch (IllegalStateException | UncheckedIOException e) {
            throw HaltException.everybody("secret-missing", target.pause(), e);
        }
    }

    private Reply send(Request request, boolean write) throws HaltException {
        try {
            HttpReply reply = target.call(request, r -> GlpiAnswer.healthy(GlpiAnswer.of(r)));
            return new Reply(GlpiAnswer.of(reply), reply.retryAfter());
        } catch (CallFailedException e) {
            boolean doubt = write && e.progress() == CallFailedException.Progress.IN_DOUBT;
            LOG.warn("no answer from GLPI: {}", e.getMessage());
            Duration pause = target.pause();
            throw new HaltException(e.reason(), doubt ? longest(pause, options.settle()) : pause, doubt, !doubt, e);
        }
    }

    private static Duration longest(Duration one, Duration other) {
        return other == null || one.compareTo(other) > 0 ? one : other;
    }

    private static String word(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Ends the sessions as far as GLPI lets us. */
    @Override
    public void close() {
        for (Credentials session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            HttpUrl url = base.newBuilder().addPathSegment("killSession").build();
            try {
                target.call(session.on(new Request.Builder().url(url).get()).build(), reply -> true);
            } catch (CallFailedException e) {
                LOG.debug("a session was left for GLPI to end: {}", e.getMessage());
            }
        }
        target.close();
    }
}
