package io.weir.sink.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, one call per connection, and makes one call go wrong. The calls are counted from
 * the last {@link #arm}, so a test can hit each call of a protocol in turn.
 */
final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 50;

    private static final List<FaultKind> QUICK = List.of(
            FaultKind.RESET_BEFORE,
            FaultKind.RESET_AFTER,
            FaultKind.CUT,
            FaultKind.ERROR_500,
            FaultKind.PAGE_502,
            FaultKind.EMPTY_200,
            FaultKind.EMPTY_200_DONE,
            FaultKind.PAGE_200_DONE,
            FaultKind.STALL_UNDER);

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final int serverPort;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private ServerSocket door;
    private FaultKind kind;
    private int wanted = -1;
    private Random storm;
    private int seen;

    FaultProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = open(0);
        this.port = door.getLocalPort();
    }

    /** Where the client has to call. */
    int port() {
        return port;
    }

    /** Calls since the last {@link #arm}: method and path. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Counts calls from here on without harm. */
    synchronized void disarm() {
        storm = null;
        arm(null, -1);
    }

    /**
     * One call will go wrong.
     *
     * @param fault what happens to it
     * @param call which one from now on, the first is 0
     */
    synchronized void arm(FaultKind fault, int call) {
        kind = fault;
        wanted = call;
        seen = 0;
        calls.clear();
        shutBefore();
    }

    /** From now on every tenth call goes wrong, in one of the quick ways. */
    synchronized void storm(Random chance) {
        disarm();
        storm = chance;
    }

    /** What was refused is listened to again. */
    synchronized void heal() {
        if (door.isClosed()) {
            door = open(port);
        }
    }

    /** Whether nothing is on its way. */
    boolean quiet() {
        return busy.get() == 0;
    }

    private ServerSocket open(int at) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback, at), BACKLOG);
            threads.execute(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                busy.incrementAndGet();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // closed: nobody is let in any more
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            FaultKind fault = next();
            new FaultyCall(client, new InetSocketAddress(loopback, serverPort), calls, this::shutBefore).run(fault);
        } catch (IOException e) {
            // a client that went away, which is what some of these faults are for
            calls.add("broken off: " + e.getMessage());
        } finally {
            busy.decrementAndGet();
        }
    }

    private synchronized FaultKind next() {
        if (storm != null) {
            return storm.nextInt(10) == 0 ? QUICK.get(storm.nextInt(QUICK.size())) : null;
        }
        return seen++ == wanted && kind != FaultKind.REFUSE ? kind : null;
    }

    /** Refusing has to begin before the call comes, and so before the one before it is answered. */
    private synchronized void shutBefore() {
        if (kind == FaultKind.REFUSE && seen == wanted) {
            wanted = -1;
            try {
                door.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
