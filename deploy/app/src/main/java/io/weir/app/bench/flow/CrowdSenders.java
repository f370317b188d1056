package io.weir.app.bench.flow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Sends over several connections at once, each one message after the other, and again what is refused, as senders of
 * alerts do. Who falls behind sends the faster.
 */
final class CrowdSenders implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int BUSY = 503;
    private static final long AGAIN_AFTER_MS = 200;

    private final URI address;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<Sent>> running = new ArrayList<>();

    /** To the bridge at {@code bridge}. */
    CrowdSenders(URI bridge) {
        this.address = bridge.resolve("/v1/alertmanager");
    }

    /**
     * What was answered.
     *
     * @param acknowledged alerts of requests that were answered with success
     * @param sentAgain alerts of requests that were refused for now, each time they were
     * @param seconds until the last answer
     */
    record Sent(long acknowledged, long sentAgain, double seconds) {
        Sent plus(Sent other) {
            return new Sent(
                    acknowledged + other.acknowledged, sentAgain + other.sentAgain, Math.max(seconds, other.seconds));
        }
    }

    /**
     * Begins to send over one more connection.
     *
     * @param due when each message is, seconds from now
     */
    void begin(Supplier<Webhook> messages, double[] due) {
        running.add(threads.submit((Callable<Sent>) () -> send(messages, due)));
    }

    /** Waits until all is acknowledged. */
    Sent await() throws InterruptedException, ExecutionException {
        Sent sum = new Sent(0, 0, 0);
        for (Future<Sent> one : running) {
            sum = sum.plus(one.get());
        }
        return sum;
    }

    private Sent send(Supplier<Webhook> messages, double[] due) throws InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long began = System.nanoTime();
        long[] alerts = new long[2];
        new Metronome().play(due, (number, dueMs) -> {
            Webhook message = messages.get();
            alerts[1] += post(http, message);
            alerts[0] += message.alerts();
        });
        return new Sent(alerts[0], alerts[1], (System.nanoTime() - began) / 1e9);
    }

    /** How many alerts were refused until they were taken. */
    private long post(HttpClient http, Webhook message) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Poster.token(message.tenant()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
        long refused = 0;
        while (true) {
            int status = status(http, request);
            if (status == OK) {
                return refused;
            }
            if (status != BUSY) {
                throw new IllegalStateException("the bridge answered " + status);
            }
            refused += message.alerts();
            Thread.sleep(AGAIN_AFTER_MS);
        }
    }

    private static int status(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException("the bridge does not answer", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
