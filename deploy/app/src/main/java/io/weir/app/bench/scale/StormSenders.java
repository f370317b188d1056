package io.weir.app.bench.scale;

import io.weir.app.bench.intake.BridgeMain;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sends the bodies of a storm at a rate, each connection one after the other, and again what is refused. */
final class StormSenders {
    private static final int OK = 200;
    private static final int BUSY = 503;
    private static final long AGAIN_AFTER_MS = 50;

    private final URI bridge;
    private final double perSecondAndConnection;

    /**
     * For a bridge.
     *
     * @param perSecond alerts per second of all connections; they fall behind when the bridge does
     */
    StormSenders(URI bridge, double perSecond, int connections) {
        this.bridge = bridge;
        this.perSecondAndConnection = perSecond / connections;
    }

    /**
     * What was answered.
     *
     * @param acknowledged alerts of requests that were answered with success
     * @param refused alerts of requests that were answered 503, and sent again
     * @param slowestMs of all answers
     */
    record Sent(long acknowledged, long refused, double slowestMs) {
        Sent plus(Sent other) {
            return new Sent(
                    acknowledged + other.acknowledged, refused + other.refused, Math.max(slowestMs, other.slowestMs));
        }
    }

    /** Sends all and returns when all is acknowledged. */
    Sent send(List<Path> files) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(files.size());
        try {
            List<Future<Sent>> all = new ArrayList<>();
            for (Path file : files) {
                all.add(threads.submit(() -> connection(file)));
            }
            Sent sum = new Sent(0, 0, 0);
            for (Future<Sent> one : all) {
                sum = sum.plus(one.get());
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private Sent connection(Path file) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Sent sum = new Sent(0, 0, 0);
        long began = System.nanoTime();
        try (DataInputStream in = StormBodies.open(file)) {
            for (StormBodies.Body body = StormBodies.next(in); body != null; body = StormBodies.next(in)) {
                long due = began + (long) (sum.acknowledged() * 1e9 / perSecondAndConnection);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                sum = sum.plus(post(client, body));
            }
        }
        return sum;
    }

    private Sent post(HttpClient client, StormBodies.Body body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(bridge.resolve("/v1/alertmanager"))
                .header("Authorization", "Bearer " + BridgeMain.token(body.tenant()))
                .header("Content-Type", "application/json")
                .POST(body.json())
                .build();
        long began = System.nanoTime();
        long refused = 0;
        while (true) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == OK) {
                return new Sent(body.alerts(), refused, (System.nanoTime() - began) / 1e6);
            }
            if (answer.statusCode() != BUSY) {
                throw new IOException("the bridge answered " + answer.statusCode() + " " + answer.body());
            }
            refused += body.alerts();
            Thread.sleep(AGAIN_AFTER_MS);
        }
    }
}
