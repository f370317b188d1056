package io.weir.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of 127.0.0.1. */
public final class LoopbackPort {
    // below where Linux (32768), macOS and Windows (49152) take the ports of connections from, as those would race for
    // it
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private LoopbackPort() {}

    /**
     * A port that nobody listens on, and that this process was not given before. It is not held: a process that asks for
     * this very number can still take it before its user does.
     *
     * @throws IllegalStateException when there is none left
     */
    public static int free() {
        int ports = END - FIRST;
        int start = ThreadLocalRandom.current().nextInt(ports);
        for (int i = 0; i < ports; i++) {
            int port = FIRST + (start + i) % ports;
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("127.0.0.1 has no free port from " + FIRST + " to " + (END - 1));
    }

    /** Whether nobody listens on {@code port} now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = bind(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        // connections of the last owner in TIME_WAIT must not make its port look taken
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
