package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** An administrator at work in GLPI. */
final class GlpiPerson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String appToken;
    private final String session;

    GlpiPerson(String url, String appToken, String userToken) {
        this.url = url;
        this.appToken = appToken;
        this.session = send("GET", "/initSession", "", "Authorization", "user_token " + userToken)
                .path("session_token")
                .asText();
    }

    /** Opens a ticket with this title. */
    int open(String title) {
        return call("POST", "/Ticket", "{\"input\":{\"name\":\"" + title + "\",\"content\":\"c\",\"entities_id\":1}}")
                .path("id")
                .asInt();
    }

    /** Adds a relation, such as {@code Item_Ticket}; {@code fields} is the inside of a JSON object. */
    void add(String relation, String fields) {
        call("POST", "/" + relation, "{\"input\":{" + fields + "}}");
    }

    void setStatus(String ticket, int status) {
        call("PUT", "/Ticket/" + ticket, "{\"input\":{\"id\":" + ticket + ",\"status\":" + status + "}}");
    }

    /** Changes fields; {@code fields} is the inside of a JSON object. */
    void edit(String ticket, String fields) {
        call("PUT", "/Ticket/" + ticket, "{\"input\":{\"id\":" + ticket + "," + fields + "}}");
    }

    void title(String ticket, String title) {
        edit(ticket, "\"name\":\"" + title + "\"");
    }

    void move(String ticket, int entity) {
        edit(ticket, "\"entities_id\":" + entity);
    }

    /** Takes a ticket out of the trash. */
    void restore(String ticket) {
        edit(ticket, "\"is_deleted\":0");
    }

    /** Takes all of a kind of relation away, such as {@code Group_Ticket}. */
    void takeAway(String ticket, String relation) {
        for (JsonNode row : call("GET", "/Ticket/" + ticket + "/" + relation + "?range=0-99", "")) {
            call("DELETE", "/" + relation + "/" + row.path("id").asInt() + "?force_purge=true", "");
        }
    }

    /** Sets a computer's status. */
    void computerState(int computer, int state) {
        call("PUT", "/Computer/" + computer, "{\"input\":{\"id\":" + computer + ",\"states_id\":" + state + "}}");
    }

    int computerState(int computer) {
        return call("GET", "/Computer/" + computer, "").path("states_id").asInt();
    }

    void comment(String ticket, String text) {
        call(
                "POST",
                "/ITILFollowup",
                "{\"input\":{\"itemtype\":\"Ticket\",\"items_id\":" + ticket + ",\"content\":\"" + text + "\"}}");
    }

    void trash(String ticket) {
        call("DELETE", "/Ticket/" + ticket, "");
    }

    void purge(String ticket) {
        call("DELETE", "/Ticket/" + ticket + "?force_purge=true", "");
    }

    private JsonNode call(String method, String path, String body) {
        return send(method, path, body, "Session-Token", session);
    }

    private JsonNode send(String method, String path, String body, String header, String value) {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header("App-Token", appToken)
                .header(header, value)
                .method(method, publisher);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() > 299) {
                throw new IllegalStateException(method + " " + path + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
