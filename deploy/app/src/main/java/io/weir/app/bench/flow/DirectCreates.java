package io.weir.app.bench.flow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What it takes GLPI's stand-in to make tickets when a client does nothing but create them: the server's own time. */
final class DirectCreates {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TEXT = "<p>An incident of the benchmark.</p>".repeat(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    DirectCreates(String url) {
        this.url = url;
    }

    /** Makes so many with so many clients at once; tickets per second. */
    double perSecond(int tickets, int clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> all = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < clients; i++) {
                all.add(threads.submit(() -> {
                    create(tickets / clients);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            return tickets / clients * clients * 1e9 / (System.nanoTime() - began);
        } finally {
            threads.shutdownNow();
        }
    }

    private void create(int tickets) throws IOException, InterruptedException {
        String session = JSON.readTree(send(request("/initSession")
                        .header("Authorization", "user_token sandbox-user-token")
                        .GET()))
                .get("session_token")
                .asText();
        String body = JSON.createObjectNode()
                .set(
                        "input",
                        JSON.createObjectNode()
                                .put("name", "direct")
                                .put("content", TEXT)
                                .put("entities_id", 1)
                                .put("urgency", 4)
                                .put("impact", 4))
                .toString();
        for (int i = 0; i < tickets; i++) {
            send(request("/Ticket")
                    .header("Session-Token", session)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("App-Token", "sandbox-app-token");
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
