package io.weir.bridge.reconcile;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as it is told to, and remembers what it was shown. */
final class StubSource implements AutoCloseable {
    private record Canned(int status, String contentType, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Canned> answers = new ConcurrentHashMap<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile Instant date = Instant.now();
    private volatile boolean stalls;
    private int port;

    private StubSource() {}

    static StubSource start() {
        StubSource stub = new StubSource();
        stub.port = stub.vertx
                .createHttpServer()
                .requestHandler(stub::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return stub;
    }

    private void answer(HttpServerRequest request) {
        authorizations.add(String.valueOf(request.getHeader("Authorization")));
        Canned canned = answers.getOrDefault(request.path(), new Canned(404, "text/plain", ""));
        HttpServerResponse response = request.response()
                .setStatusCode(canned.status)
                .putHeader("Content-Type", canned.contentType)
                .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)))
                .putHeader("Location", "/moved");
        Future<Void> sent;
        if (stalls) {
            String half = canned.body.substring(0, canned.body.length() / 2);
            sent = response.putHeader("Content-Length", String.valueOf(canned.body.length()))
                    .write(half);
        } else {
            sent = response.end(canned.body);
        }
        sent.onFailure(failure -> authorizations.add("not sent: " + failure));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    StubSource answer(String path, int status, String contentType, String body) {
        answers.put(path, new Canned(status, contentType, body));
        return this;
    }

    /** What it takes for the present time. */
    StubSource at(Instant now) {
        date = now;
        return this;
    }

    /** From now on half of a body comes, and then nothing. */
    void stall() {
        stalls = true;
    }

    List<String> authorizations() {
        return authorizations;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
