package io.weir.app.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes the webhooks of an Alertmanager and remembers when the first of each group came. */
final class WebhookReceiver implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long PATIENCE_SECONDS = 120;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Long> firstAt = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private int messages;

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    static WebhookReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        WebhookReceiver receiver = new WebhookReceiver(server);
        server.createContext("/", receiver::take);
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        long now = System.nanoTime();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
        JsonNode message = json.readTree(body);
        remember(message.at("/groupLabels/batch").asText(), message.path("alerts"), now);
    }

    private synchronized void remember(String group, JsonNode alerts, long now) {
        messages++;
        firstAt.putIfAbsent(group, now);
        alerts.forEach(alert -> told.add(alert.path("fingerprint").asText()));
        notifyAll();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** When the first webhook of this group was read, as {@link System#nanoTime()}; waits for it. */
    synchronized long awaitFirst(String group) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!firstAt.containsKey(group)) {
            wait(millisUntil(end));
        }
        return firstAt.get(group);
    }

    /** Waits until so many distinct alerts were told. */
    synchronized void awaitAlerts(int number) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (told.size() < number) {
            wait(millisUntil(end));
        }
    }

    private long millisUntil(long end) throws TimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new TimeoutException("Alertmanager told only " + told.size() + " alerts");
        }
        return left;
    }

    /** How many webhooks came. */
    synchronized int messages() {
        return messages;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
