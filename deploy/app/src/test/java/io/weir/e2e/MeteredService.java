package io.weir.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A service that Prometheus can scrape. It runs in the test's JVM, or in one of its own, to be killed and restarted. */
final class MeteredService implements AutoCloseable {
    private final int port;
    private HttpServer server;

    private MeteredService(int port) {
        this.port = port;
    }

    /** Starts it; it answers when this returns. */
    static MeteredService start(int port) throws IOException {
        MeteredService service = new MeteredService(port);
        service.resume();
        return service;
    }

    int port() {
        return port;
    }

    /** Nobody listens on the port any more. */
    void stop() {
        server.stop(0);
    }

    /** Listens again. */
    void resume() throws IOException {
        byte[] metrics = ("# TYPE service_pid gauge\nservice_pid "
                        + ProcessHandle.current().pid() + "\n")
                .getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, metrics.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(metrics);
            }
        });
        server.start();
    }

    @Override
    public void close() {
        stop();
    }

    /** Runs it as a process. The first argument is the port. */
    public static void main(String[] arguments) throws IOException {
        start(Integer.parseInt(arguments[0]));
    }
}
