package io.weir.bridge.reconcile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls one source: no redirects, bounded bodies, and a time limit for all of the call, the body included. */
final class SourceHttp {
    static final int MOST_BYTES = 64 << 20;

    private final HttpClient client;
    private final String base;
    private final Authorization authorization;
    private final Duration timeout;

    SourceHttp(URI base, Authorization authorization, Duration timeout) {
        this.base = AlertmanagerSource.withoutSlash(base.toString());
        this.authorization = authorization;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    Reply get(String path) throws IOException, InterruptedException {
        return call("GET", path, BodyPublishers.noBody());
    }

    Reply post(String path, byte[] json) throws IOException, InterruptedException {
        return call("POST", path, BodyPublishers.ofByteArray(json));
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return call("DELETE", path, BodyPublishers.noBody());
    }

    private Reply call(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .header("User-Agent", "weir");
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json");
        }
        String header = authorizationHeader();
        if (header != null) {
            request.header("Authorization", header);
        }
        CompletableFuture<HttpResponse<byte[]>> underway = client.sendAsync(request.build(), info -> new Bounded());
        try {
            HttpResponse<byte[]> response = underway.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(
                    method + " " + path,
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Date").map(SourceHttp::date).orElse(null),
                    response.body());
        } catch (ExecutionException e) {
            throw new IOException(method + " " + path + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(method + " " + path + ": no complete answer within " + timeout, e);
        } finally {
            underway.cancel(true);
        }
    }

    private String authorizationHeader() throws IOException {
        try {
            return authorization.header();
        } catch (RuntimeException e) {
            throw new IOException("its secret cannot be read: " + e.getMessage(), e);
        }
    }

    /** Null when it is not in HTTP's form. */
    private static Instant date(String text) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static final class Bounded implements BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> done = new CompletableFuture<>();
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private Flow.Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            for (ByteBuffer piece : pieces) {
                if (held.size() + piece.remaining() > MOST_BYTES) {
                    subscription.cancel();
                    done.completeExceptionally(new IOException("the body is bigger than " + MOST_BYTES + " bytes"));
                    return;
                }
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                held.write(bytes, 0, bytes.length);
            }
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(held.toByteArray());
        }
    }
}
