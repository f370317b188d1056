package io.weir.sink.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.weir.sink.BreakerOptions;
import io.weir.sink.FailPoint;
import io.weir.sink.Fence;
import io.weir.sink.http.CallFailedException.Progress;
import io.weir.tracing.RequestSpan;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * One system that we call over HTTP: blocking calls with a limit on time, no redirects, no hidden repeats of writes, and
 * a circuit breaker. A read that broke off is asked once more. It knows how far a failed call got.
 */
public final class HttpTarget implements AutoCloseable {
    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    /** Shorter than the idle times of common servers, so that a kept connection is seldom dead. */
    private static final Duration KEEP_IDLE = Duration.ofSeconds(20);

    private static final Set<String> ADDRESSES_ARE_NO_SECRET = Set.of("glpi", "glpi-assets", "awx");

    private final String name;
    private final OkHttpClient client;
    private final Fence fence;
    private final CircuitBreaker breaker;
    private final Duration openFor;
    private final Backoff backoff;

    /**
     * @param name for messages
     * @param timeout longest time for a call as a whole
     * @param options when to stop calling
     * @param chance spreads pauses; numbers from 0 (inclusive) to 1 (exclusive)
     * @param fence closed: nothing is sent
     */
    public HttpTarget(String name, Duration timeout, BreakerOptions options, DoubleSupplier chance, Fence fence) {
        this.name = name;
        this.fence = fence;
        this.client = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .connectionPool(new ConnectionPool(8, KEEP_IDLE.toMillis(), TimeUnit.MILLISECONDS))
                .eventListenerFactory(HttpTarget::listener)
                .addNetworkInterceptor(chain -> {
                    // connected, and not a byte sent: the last moment to find out that we were replaced
                    FailPoint.reach("before-send", operation(chain.request()));
                    stopIfFenced();
                    return chain.proceed(chain.request());
                })
                .build();
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(options.failureRatePercent())
                        .slidingWindowSize(options.window())
                        .minimumNumberOfCalls(Math.min(options.window(), 5))
                        .waitDurationInOpenState(options.openFor())
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
        this.openFor = options.openFor();
        this.backoff = new Backoff(options.backoffFirst(), options.backoffMax(), chance);
    }

    /**
     * Calls.
     *
     * @param request without a tag
     * @param healthy whether an answer shows a system that works, be it that it says no
     * @throws CallFailedException when there is no answer
     */
    public HttpReply call(Request request, Predicate<HttpReply> healthy) throws CallFailedException {
        if (fence.closedBecause() != null) {
            throw new CallFailedException(Progress.FENCED, name + ": " + fence.closedBecause(), null);
        }
        if (!breaker.tryAcquirePermission()) {
            throw new CallFailedException(Progress.CIRCUIT_OPEN, name + " is left alone after failures", null);
        }
        long start = System.nanoTime();
        try {
            HttpReply reply = exchange(request);
            FailPoint.reach("answer-read", operation(request));
            if (healthy.test(reply)) {
                breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                backoff.succeeded();
            } else {
                failed(start, new IOException("answer " + reply.status()));
            }
            return reply;
        } catch (CallFailedException | RuntimeException e) {
            failed(start, e);
            throw e;
        }
    }

    /** How long to wait after a failure. */
    public Duration pause() {
        return breaker.getState() == CircuitBreaker.State.OPEN
                ? openFor.plus(backoff.spread(openFor))
                : backoff.pause();
    }

    /** Whether the circuit breaker keeps calls back after failures; it stays so until the next call finds out. */
    public boolean isLeftAlone() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    private void failed(long start, Throwable cause) {
        backoff.failed();
        breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, cause);
    }

    private HttpReply exchange(Request request) throws CallFailedException {
        AtomicBoolean sent = new AtomicBoolean();
        try {
            return once(request, sent);
        } catch (InterruptedIOException e) {
            throw failure(request, sent, e);
        } catch (IOException e) {
            if (!request.method().equals("GET")) {
                throw failure(request, sent, e);
            }
        }
        try {
            return once(request, sent);
        } catch (IOException e) {
            throw failure(request, sent, e);
        }
    }

    private HttpReply once(Request request, AtomicBoolean sent) throws IOException {
        Call call = client.newCall(
                request.newBuilder().tag(AtomicBoolean.class, sent).build());
        // the context stays here: GLPI and AWX have no use for it, and what they tell others is not ours to say
        try (RequestSpan span = RequestSpan.begin(name, told(request));
                Response response = answered(call, span)) {
            return HttpReply.of(
                    response.code(),
                    response.header("Content-Type"),
                    text(response),
                    response.header("Location"),
                    response.header("Date"),
                    response.header("Retry-After"));
        }
    }

    private static Response answered(Call call, RequestSpan span) throws IOException {
        try {
            Response response = call.execute();
            span.answered(response.code());
            return response;
        } catch (IOException e) {
            span.failed(e.getClass().getSimpleName());
            throw e;
        }
    }

    private static String text(Response response) throws IOException {
        try (ResponseBody body = response.peekBody(LONGEST_BODY)) {
            return body.string();
        }
    }

    private void stopIfFenced() throws FencedException {
        String reason = fence.closedBecause();
        if (reason != null) {
            throw new FencedException(reason);
        }
    }

    private CallFailedException failure(Request request, AtomicBoolean sent, IOException e) {
        // the address without its query: a query may hold what is searched for
        String what = request.method() + " " + name + request.url().encodedPath() + ": " + e.getMessage();
        Progress progress =
                e instanceof FencedException ? Progress.FENCED : sent.get() ? Progress.IN_DOUBT : Progress.NOT_SENT;
        return new CallFailedException(progress, what, e);
    }

    /** For {@link FailPoint}: the method and the last word of the path, for example {@code POST Ticket}. */
    private static String operation(Request request) {
        List<String> path = request.url().pathSegments();
        for (int i = path.size() - 1; i >= 0; i--) {
            if (!path.get(i).isEmpty() && !Character.isDigit(path.get(i).charAt(0))) {
                return request.method() + " " + path.get(i);
            }
        }
        return request.method();
    }

    /** For spans: a person's webhook is a secret, its path above all. */
    private String told(Request request) {
        return ADDRESSES_ARE_NO_SECRET.contains(name) ? operation(request) : request.method();
    }

    private static EventListener listener(Call call) {
        AtomicBoolean sent = call.request().tag(AtomicBoolean.class);
        return new EventListener() {
            @Override
            public void requestHeadersStart(Call started) {
                if (sent != null) {
                    sent.set(true);
                }
            }

            @Override
            public void responseHeadersStart(Call waiting) {
                // everything was flushed by now
                FailPoint.reach("bytes-sent", operation(waiting.request()));
            }
        };
    }

    /** The fence closed between the decision to call and the first byte. */
    private static final class FencedException extends IOException {
        private static final long serialVersionUID = 1L;

        FencedException(String reason) {
            super(reason);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
