package io.weir.app.bench.flow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Posts messages to a bridge, many at once. */
final class Poster {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final int atOnce;
    private final Semaphore places;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final LongAdder taken = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * To the bridge at {@code bridge}.
     *
     * @param atOnce requests without an answer; the next one waits
     */
    Poster(URI bridge, int atOnce) {
        this.address = bridge.resolve("/v1/alertmanager");
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce);
    }

    /** Sends it, and returns before there is an answer. */
    void post(Webhook message) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", tokens.computeIfAbsent(message.tenant(), name -> "Bearer " + token(name)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
        places.acquire();
        var unused = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) -> {
                    places.release();
                    boolean ok = failure == null && answer.statusCode() == OK;
                    (ok ? taken : refused).add(message.alerts());
                });
    }

    /** Waits for all answers. */
    void await() throws InterruptedException {
        places.acquire(atOnce);
        places.release(atOnce);
    }

    /** The token of a tenant. */
    static String token(String tenant) {
        return tenant + "-bench-token";
    }

    /** Alerts that were acknowledged. */
    long taken() {
        return taken.sum();
    }

    /** Alerts that were not. */
    long refused() {
        return refused.sum();
    }
}
