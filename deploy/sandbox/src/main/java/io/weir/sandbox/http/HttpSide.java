package io.weir.sandbox.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: finds the endpoint by base path, reads the body, runs the exchange, writes the answer. */
public final class HttpSide implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSide.class);

    private final Vertx vertx = Vertx.vertx();
    private final FaultPlan faults = new FaultPlan();
    private final RequestLog log = new RequestLog();
    private final Exchange exchange = new Exchange(vertx, faults, log);
    private final Map<String, Endpoint> mounts = new LinkedHashMap<>();
    private final List<Function<Request, Optional<Answer>>> pages = new ArrayList<>();
    private HttpServer server;

    public FaultPlan faults() {
        return faults;
    }

    public RequestLog log() {
        return log;
    }

    /** Serves everything below a base path (without trailing slash). Only before {@link #listen}. */
    public void mount(String base, Endpoint endpoint) {
        mounts.put(base, endpoint);
    }

    /** Serves paths outside all bases; neither faults nor the request log apply. Only before {@link #listen}. */
    public void page(Function<Request, Optional<Answer>> page) {
        pages.add(page);
    }

    /** Opens the port; 0 picks a free one. Returns the port. */
    public int listen(String host, int port) {
        server = await(vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(64 * 1024))
                .requestHandler(this::receive)
                .listen(port, host));
        return server.actualPort();
    }

    private void receive(HttpServerRequest in) {
        in.body().onSuccess(body -> respond(in, body)).onFailure(e -> LOG.debug("request body was not complete", e));
    }

    private void respond(HttpServerRequest in, Buffer body) {
        Map<String, String> headers = new LinkedHashMap<>();
        in.headers().forEach(h -> headers.put(h.getKey(), h.getValue()));
        String rawQuery = in.query() == null ? "" : in.query();
        Request request =
                Request.of(in.method().name(), in.path(), rawQuery, headers, body.toString(StandardCharsets.UTF_8));
        dispatch(request)
                .onSuccess(answer -> answer.ifPresentOrElse(a -> write(in, a), () -> drop(in)))
                .onFailure(e -> {
                    LOG.error("{} {} failed", request.method(), request.path(), e);
                    write(in, Answer.text(500, "sandbox error: " + e));
                });
    }

    private Future<Optional<Answer>> dispatch(Request request) {
        for (var mount : mounts.entrySet()) {
            String base = mount.getKey();
            if (request.path().equals(base) || request.path().startsWith(base + "/")) {
                String rest = request.path().substring(base.length());
                return exchange.run(mount.getValue(), request.withPath(rest));
            }
        }
        return vertx.executeBlocking(() -> page(request), false);
    }

    private Optional<Answer> page(Request request) {
        for (var page : pages) {
            Optional<Answer> answer = page.apply(request);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.of(Answer.text(404, "nothing here"));
    }

    private static void write(HttpServerRequest in, Answer answer) {
        var response = in.response();
        if (response.closed()) {
            LOG.debug("the caller hung up before its answer: {} {}", in.method(), in.path());
            return;
        }
        response.setStatusCode(answer.status());
        response.putHeader("Date", HttpDate.of(Instant.now()));
        answer.headers().forEach(response::putHeader);
        response.end(answer.body()).onFailure(e -> LOG.debug("answer was not delivered", e));
    }

    private static void drop(HttpServerRequest in) {
        in.connection().close().onFailure(e -> LOG.debug("connection was closed already", e));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the HTTP side did not answer within 20 s", e);
        }
    }
}
