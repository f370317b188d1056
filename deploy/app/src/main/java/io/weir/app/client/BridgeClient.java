package io.weir.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** The bridge's HTTP API, for one tenant. Every method throws {@link CommandFailure} when the bridge does not agree. */
public final class BridgeClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI bridge;
    private final String token;

    /** @param token null to ask without one */
    public BridgeClient(URI bridge, String token) {
        this(bridge, token, null);
    }

    /**
     * The same.
     *
     * @param tls whose certificates are believed, and which one is shown; null for those that Java believes, and none
     */
    public BridgeClient(URI bridge, String token, SSLContext tls) {
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        this.http = (tls == null ? client : client.sslContext(tls)).build();
        this.bridge = bridge;
        this.token = token;
    }

    /** The answer to a GET. */
    public JsonNode get(String path, Map<String, String> query) {
        return json(send("GET", path + queryOf(query), BodyPublishers.noBody(), null));
    }

    /** The answer to a GET; null when nothing is there. */
    public JsonNode find(String path) {
        HttpResponse<String> response = exchange("GET", path, BodyPublishers.noBody(), null);
        return response.statusCode() == 404 ? null : json(body(response));
    }

    /** Whether the bridge says that it takes alerts. */
    public boolean isReady() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(resolve("/-/ready"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The answer to a GET as text. */
    public String text(String path) {
        return send("GET", path, BodyPublishers.noBody(), null);
    }

    /**
     * All entries of a list, page by page.
     *
     * @param most stop when so many are there
     */
    public List<JsonNode> list(String path, Map<String, String> filter, int most) {
        return list(path, path.substring(path.lastIndexOf('/') + 1), filter, most);
    }

    /**
     * All entries of a list, page by page.
     *
     * @param name of the list in the answer
     * @param most stop when so many are there
     */
    public List<JsonNode> list(String path, String name, Map<String, String> filter, int most) {
        List<JsonNode> entries = new ArrayList<>();
        Map<String, String> query = new java.util.LinkedHashMap<>(filter);
        query.put("limit", String.valueOf(Math.min(most, PAGE)));
        while (true) {
            JsonNode page = get(path, query);
            page.path(name).forEach(entries::add);
            String after = page.path("next").asText("");
            if (after.isEmpty() || entries.size() >= most) {
                return entries.size() > most ? entries.subList(0, most) : entries;
            }
            query.put("after", after);
        }
    }

    private static final int PAGE = 200;

    /** The answer to a POST of JSON. */
    public JsonNode post(String path, JsonNode body) {
        return json(send("POST", path, BodyPublishers.ofString(body.toString()), "application/json"));
    }

    /** Posts a body of any kind. */
    public String post(String path, String contentType, byte[] body) {
        return send("POST", path, BodyPublishers.ofByteArray(body), contentType);
    }

    /** The answer to a PUT. */
    public JsonNode put(String path, String contentType, String body) {
        return json(send("PUT", path, BodyPublishers.ofString(body), contentType));
    }

    /** The answer to a DELETE. */
    public JsonNode delete(String path) {
        return json(send("DELETE", path, BodyPublishers.noBody(), null));
    }

    /** One piece of a path, escaped. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String send(String method, String path, BodyPublisher body, String contentType) {
        return body(exchange(method, path, body, contentType));
    }

    private HttpResponse<String> exchange(String method, String path, BodyPublisher body, String contentType) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(resolve(path)).timeout(TIMEOUT).method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the bridge at " + bridge + " does not answer: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted while waiting for the bridge", e);
        }
    }

    private String body(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            // what the bridge refuses as wrong was wrong in the arguments: nothing was done
            int exitCode = response.statusCode() == 400 ? ExitCode.USAGE : ExitCode.FAILED;
            throw new CommandFailure(exitCode, refusal(response));
        }
        return response.body();
    }

    private URI resolve(String path) {
        String base = bridge.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private String refusal(HttpResponse<String> response) {
        if (response.statusCode() == 401) {
            return token == null
                    ? "the bridge wants a token: set WEIR_TOKEN, or name a file with --token-file"
                    : "the bridge does not know this token";
        }
        return "the bridge refused (" + response.statusCode() + "): " + ErrorBody.sentence(response.body());
    }

    private static JsonNode json(String body) {
        if (body.isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.FAILED, "the bridge answered something that is not JSON", e);
        }
    }

    /** The values as the query of an address, escaped, with the question mark; empty when there are none. */
    public static String queryOf(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + segment(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
