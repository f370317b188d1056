package io.weir.bridge.http;

import java.time.Duration;

/**
 * How much of the HTTP side one client, or all of them, may take up.
 *
 * @param connections open at one moment; one more is closed at once
 * @param requestWithin a request must be there as a whole within this time from its head, the first one of a connection
 *     from the connection's beginning, and an answer must be taken within it
 * @param idle how long a connection is kept on which nothing happens, or nothing that becomes a request
 */
public record HttpLimits(int connections, Duration requestWithin, Duration idle) {
    /** What holds where nothing is configured. Senders keep their connections for minutes. */
    public static final HttpLimits DEFAULT = new HttpLimits(20_000, Duration.ofMinutes(1), Duration.ofMinutes(15));

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException when one is not positive
     */
    public HttpLimits {
        if (connections < 1 || requestWithin.toMillis() < 1 || idle.toMillis() < 1) {
            throw new IllegalArgumentException("limits: expected positive numbers and times");
        }
    }
}
