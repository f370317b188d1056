package io.weir.e2e;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for every system that Weir calls, and fails in one way after the other: with the request, credentials included,
 * in its answer, as badly made servers and helpful proxies do, or without any.
 */
final class EchoingServer implements AutoCloseable {
    private static final List<Integer> STATUSES = List.of(500, 401, 400, 403, 404, 302, 200, 409, 422, 503, 0, 429);

    private final HttpServer server;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    private EchoingServer(HttpServer server) {
        this.server = server;
    }

    static EchoingServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        EchoingServer echoing = new EchoingServer(server);
        server.createContext("/", echoing::answer);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "echoing");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return echoing;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** How often one of the systems was called. */
    int calls(String system) {
        AtomicInteger count = calls.get(system);
        return count == null ? 0 : count.get();
    }

    /** All that was sent here. */
    byte[] heard() {
        return String.join("\n", heard).getBytes(StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String system = path.split("/")[1];
        int call = calls.computeIfAbsent(system, name -> new AtomicInteger()).getAndIncrement();
        String request = path + " " + exchange.getRequestHeaders().entrySet() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        heard.add(request);
        // every other session begins, so that what needs one is called too
        boolean session = path.contains("/initSession") && call % 2 == 1;
        int status = session ? 200 : STATUSES.get(call % STATUSES.size());
        if (status == 0) {
            exchange.close();
            return;
        }
        byte[] body = session ? "{\"session_token\":\"s\"}".getBytes(StandardCharsets.UTF_8) : body(system, request);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Echo", request.replaceAll("[^ -~]", "?"));
        exchange.getResponseHeaders()
                .set("Location", url("/elsewhere" + exchange.getRequestURI().getRawPath()));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** An error in the form of the system. */
    private static byte[] body(String system, String request) throws IOException {
        Object error = switch (system) {
            case "glpi" -> List.of("ERROR_GLPI_ADD", "refused: " + request);
            case "awx" -> Map.of("detail", request, "__all__", List.of(request), "name", List.of(request));
            default -> Map.of("status", "error", "error", request, "message", request, "data", request);
        };
        return JsonMapper.builder().build().writeValueAsBytes(error);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
