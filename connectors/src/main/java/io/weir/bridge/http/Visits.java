package io.weir.bridge.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections of one event loop; how many there are is counted over all of them. */
final class Visits {
    private static final long LOOK_EVERY_MS = 1000;

    private final HttpLimits limits;
    private final AtomicInteger open;
    private final Map<HttpConnection, Visit> visits = new HashMap<>();

    Visits(HttpLimits limits, AtomicInteger open) {
        this.limits = limits;
        this.open = open;
    }

    /** Looks at them from now on. */
    void watch(Vertx vertx) {
        vertx.setPeriodic(Math.min(LOOK_EVERY_MS, limits.requestWithin().toMillis()), timer -> judge());
    }

    private void judge() {
        long now = System.nanoTime();
        // a connection that is closed leaves the map at once
        for (HttpConnection connection : List.copyOf(visits.keySet())) {
            Visit visit = visits.get(connection);
            if (visit == null) {
                // closed by what was done to another
                continue;
            }
            if (visit.isClosed()) {
                end(connection);
            } else {
                visit.judge(limits, now);
            }
        }
    }

    /** A connection was opened. */
    void begin(HttpConnection connection) {
        if (open.incrementAndGet() > limits.connections()) {
            open.decrementAndGet();
            connection.close();
            return;
        }
        visits.put(connection, new Visit(connection, System.nanoTime()));
        connection.closeHandler(closed -> end(connection));
    }

    private void end(HttpConnection connection) {
        if (visits.remove(connection) != null) {
            open.decrementAndGet();
        }
    }

    /** The one of an open connection; null when it is one too many. */
    Visit of(HttpConnection connection) {
        return visits.get(connection);
    }
}
