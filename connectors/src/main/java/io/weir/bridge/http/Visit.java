package io.weir.bridge.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** One connection and what it is doing, on its event loop. */
final class Visit {
    private final HttpConnection connection;
    private Stage stage = Stage.ARRIVING;
    private long since;
    private Exchange exchange;
    private Runnable next;
    private boolean over;

    private enum Stage {
        /** Open, and there was no request yet. */
        ARRIVING,
        /** A request comes in. */
        SENDING,
        /** It is there, and looked after. */
        SERVED,
        /** The answer is on its way to the client. */
        TAKING,
        /** The answer is taken, and there is no other request yet. */
        IDLE
    }

    /** A connection that has just been opened. Times are those of {@link System#nanoTime()}. */
    Visit(HttpConnection connection, long now) {
        this.connection = connection;
        this.since = now;
    }

    /**
     * A request begins, once the answer before it is out. So a client that sends on and on and takes nothing makes one
     * answer wait, and not thousands.
     */
    void begin(Runnable request) {
        if (over) {
            // what comes behind a request that was hung up on is not done
            return;
        }
        if (stage == Stage.TAKING) {
            next = request;
        } else {
            request.run();
        }
    }

    /** No further request of this connection is looked at, though it may be here already. */
    void end() {
        over = true;
        next = null;
    }

    void sends(Exchange what, long now) {
        enter(Stage.SENDING, now);
        exchange = what;
    }

    void sent(long now) {
        enter(Stage.SERVED, now);
    }

    void takes(long now) {
        enter(Stage.TAKING, now);
    }

    void took(long now) {
        enter(Stage.IDLE, now);
        exchange = null;
        Runnable waiting = next;
        next = null;
        if (waiting != null) {
            waiting.run();
        }
    }

    private void enter(Stage what, long now) {
        stage = what;
        since = now;
    }

    /** Whether the connection is closed, which Vert.x tells late while a request on it waits to be looked at. */
    boolean isClosed() {
        return connection instanceof ConnectionBase withChannel
                && !withChannel.channel().isOpen();
    }

    /** Ends it when it takes longer than the limits allow. */
    void judge(HttpLimits limits, long now) {
        long lasted = now - since;
        boolean tooLong = switch (stage) {
            case ARRIVING, SENDING, TAKING -> lasted > limits.requestWithin().toNanos();
            case IDLE -> lasted > limits.idle().toNanos();
            case SERVED -> false;
        };
        if (!tooLong) {
            return;
        }
        if (stage == Stage.SENDING && exchange != null) {
            exchange.tooSlow();
        } else if (connection instanceof ConnectionBase withChannel) {
            // Vert.x's handlers hold a close back until all is written, which it never is when the client takes
            // nothing.
            var unused = withChannel.channel().pipeline().firstContext().close();
        } else {
            connection.close();
        }
    }
}
