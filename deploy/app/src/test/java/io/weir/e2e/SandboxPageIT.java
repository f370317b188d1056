package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.StaleElementReferenceException;

/** The page that shows the tickets of the stand-in, in a real browser, with tickets of somebody who wants to run a script. */
class SandboxPageIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void ticketsAndTheirNotesAreShownAndNothingOfThemRuns() throws Exception {
        try (WatchedPage outside = WatchedPage.start();
                Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
                HeadlessBrowser browser = new HeadlessBrowser()) {
            List<String> texts = TicketHtmlIT.TEXTS.stream()
                    .map(text -> text.replace("HIT", outside.watched()))
                    .toList();
            String session = post(sandbox, "/initSession", null, JSON.createObjectNode())
                    .path("session_token")
                    .asText();
            for (String text : texts) {
                int id = post(sandbox, "/Ticket", session, ticket(text))
                        .path("id")
                        .asInt();
                post(sandbox, "/ITILFollowup", session, followup(id, text));
            }

            browser.open(sandbox.url());
            await().untilAsserted(
                            () -> assertThat(browser.count("#tickets button")).isEqualTo(texts.size()));
            for (int i = 0; i < texts.size(); i++) {
                browser.script("document.querySelectorAll('#tickets button')[arguments[0]].click()", i);
                String opened = "#" + (texts.size() - i) + " ";
                whileThePageIsRedrawn().untilAsserted(() -> {
                    assertThat(browser.texts("#ticket h3")).first().asString().startsWith(opened);
                    assertThat(browser.count("#ticket iframe")).isEqualTo(2);
                });
                for (int frame = 0; frame < 2; frame++) {
                    browser.driver()
                            .switchTo()
                            .frame(browser.all("#ticket iframe").get(frame));
                    await().until(() -> browser.script(
                                    "return document.body !== null && document.readyState !== 'loading'")
                            .equals(true));
                    assertThat(browser.script("return window.taken === undefined"))
                            .as(texts.get(texts.size() - 1 - i))
                            .isEqualTo(true);
                    browser.driver().switchTo().defaultContent();
                }
            }

            assertThat(browser.script("return window.taken === undefined")).isEqualTo(true);
            assertThat(outside.requests()).isEmpty();
            assertThat(browser.requests())
                    .allSatisfy(request -> assertThat(request).doesNotContain(outside.watched()));
            whileThePageIsRedrawn()
                    .untilAsserted(() -> assertThat(browser.texts("#tickets button"))
                            .as("titles are text")
                            .anySatisfy(title -> assertThat(title).contains("<script>")));
        }
    }

    /** Elements are found, and may be gone before they are read: the page draws itself anew all the time. */
    private static ConditionFactory whileThePageIsRedrawn() {
        return await().ignoreException(StaleElementReferenceException.class);
    }

    private static ObjectNode ticket(String text) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("input").put("name", text).put("content", text).put("entities_id", 1);
        return body;
    }

    private static ObjectNode followup(int ticket, String text) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("input")
                .put("itemtype", "Ticket")
                .put("items_id", ticket)
                .put("content", text);
        return body;
    }

    /** {@code session} null: logs in. */
    private ObjectNode post(Sandbox sandbox, String path, String session, ObjectNode body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.glpiUrl() + path))
                .header("App-Token", "sandbox-app-token")
                .header("Content-Type", "application/json");
        if (session == null) {
            request.header("Authorization", "user_token sandbox-user-token").GET();
        } else {
            request.header("Session-Token", session).POST(BodyPublishers.ofString(body.toString()));
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return (ObjectNode) JSON.readTree(answer.body());
    }
}
