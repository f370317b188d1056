package io.weir.app.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The lines that the benchmark says to a JVM of its own. When they end while an order is still being worked on, because
 * the benchmark was killed, this JVM ends at once: nobody would ever stop it.
 */
public final class Orders {
    private static final int GIVEN_UP = 1;

    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private volatile boolean working;

    /** Reads standard input from now on. */
    public Orders() {
        Thread reader = new Thread(this::read, "orders");
        reader.setDaemon(true);
        reader.start();
    }

    /** The next order; null when there will be none. The one before counts as done. */
    public String next() throws InterruptedException {
        working = false;
        Optional<String> line = lines.take();
        working = line.isPresent();
        return line.orElse(null);
    }

    private void read() {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException closed) {
            System.err.println("orders end: " + closed);
        }
        if (working) {
            Runtime.getRuntime().halt(GIVEN_UP);
        }
        lines.add(Optional.empty());
    }
}
