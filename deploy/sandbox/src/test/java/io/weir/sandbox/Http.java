package io.weir.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.sandbox.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that never follows redirects and always sends the same headers. */
final class Http {
    record Reply(int status, String text, HttpResponse<String> raw) {
        JsonNode json() {
            try {
                return text.isEmpty() ? MissingNode.getInstance() : Json.read(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /** The code of a GLPI error. */
        String code() {
            return json().path(0).asText();
        }

        /** The text of a GLPI error. */
        String message() {
            return json().path(1).asText();
        }

        String detail() {
            return json().path("detail").asText();
        }
    }

    static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String base;
    private final List<String> headers;

    Http(String base, String... headers) {
        this.base = base;
        this.headers = List.of(headers);
    }

    Http with(String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return new Http(base, all.toArray(String[]::new));
    }

    HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.size(); i += 2) {
            builder.header(headers.get(i), headers.get(i + 1));
        }
        if (body == null) {
            return builder.method(method, HttpRequest.BodyPublishers.noBody()).build();
        }
        if (!headers.contains("Content-Type")) {
            builder.header("Content-Type", "application/json");
        }
        return builder.method(method, HttpRequest.BodyPublishers.ofString(body)).build();
    }

    Reply send(String method, String path, String body) throws IOException {
        try {
            HttpResponse<String> response =
                    CLIENT.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    Reply get(String path) throws IOException {
        return send("GET", path, null);
    }

    /** Single quotes stand for double ones. */
    Reply post(String path, String body) throws IOException {
        return send("POST", path, body.replace('\'', '"'));
    }

    /** Single quotes stand for double ones. */
    Reply put(String path, String body) throws IOException {
        return send("PUT", path, body.replace('\'', '"'));
    }

    int created(String path, String body) throws IOException {
        Reply reply = post(path, body);
        if (reply.status() != 201) {
            throw new AssertionError("not created: " + reply.status() + " " + reply.text());
        }
        return reply.json().get("id").asInt();
    }
}
