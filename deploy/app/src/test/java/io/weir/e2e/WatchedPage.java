package io.weir.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page on 127.0.0.1, without a content policy, whose server tells what else was asked for. */
final class WatchedPage implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile byte[] page = new byte[0];

    private WatchedPage(HttpServer server) {
        this.server = server;
    }

    static WatchedPage start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        WatchedPage watched = new WatchedPage(server);
        server.createContext("/", exchange -> {
            watched.requests.add(exchange.getRequestURI().toString());
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, watched.page.length);
            exchange.getResponseBody().write(watched.page);
            exchange.close();
        });
        server.start();
        return watched;
    }

    /** An address below which every request is seen. */
    String watched() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hit";
    }

    /** The address of a page with this body. */
    URI show(String body) {
        page = ("<!doctype html><html lang=en><head><meta charset=utf-8><link rel=icon href='data:,'><title>x</title>"
                        + "</head><body>" + body + "</body></html>")
                .getBytes(StandardCharsets.UTF_8);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Paths that were asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
