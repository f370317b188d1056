package io.weir.app.bench.intake;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Several connections that are kept; each sends the next request as soon as its last one is answered. A request that is
 * answered 503 is sent again after a pause, as every sender of alerts does.
 */
final class Senders {
    private static final double NANOS_PER_MS = 1e6;

    private static final long PAUSE_MS = 200;

    private final int port;
    private final int connections;
    private final AtomicInteger again = new AtomicInteger();

    Senders(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /**
     * Sends all of them.
     *
     * @return how long each took until it was taken, sorted
     * @throws ExecutionException when one is refused
     */
    Latencies send(List<byte[]> requests) throws InterruptedException, ExecutionException {
        long[] nanos = new long[requests.size()];
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Void>> all = IntStream.range(0, connections)
                    .mapToObj(number -> threads.submit(() -> {
                        sendSome(requests, next, nanos);
                        return (Void) null;
                    }))
                    .toList();
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Arrays.sort(nanos);
        return new Latencies(nanos);
    }

    /** How many were answered 503, so far. */
    int sentAgain() {
        return again.get();
    }

    private void sendSome(List<byte[]> requests, AtomicInteger next, long[] nanos) throws Exception {
        try (Connection connection = new Connection(port)) {
            for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                long begun = System.nanoTime();
                while (!connection.exchange(requests.get(i))) {
                    again.incrementAndGet();
                    Thread.sleep(PAUSE_MS);
                }
                nanos[i] = System.nanoTime() - begun;
            }
        }
    }

    /** Sorted durations. */
    @SuppressWarnings("ArrayRecordComponent")
    record Latencies(long[] nanos) {
        /** The duration that this share of all does not exceed, in milliseconds. */
        double ms(double share) {
            return nanos[(int) Math.min(nanos.length - 1L, (long) (share * nanos.length))] / NANOS_PER_MS;
        }
    }
}
