package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static io.weir.bridge.RunningBridge.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.http.OfferedRoute;
import io.weir.broker.TestBroker;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Paths, queries and methods that no client would send, at each route: each has one answer of HTTP, and that tells
 * neither of another tenant, nor of the machine, nor of the code.
 */
class EnemyPathsTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    /** Stands in everything that belongs to the other tenant. */
    private static final String THEIRS = "kept-by-globex";

    private static final List<String> HEADERS =
            List.of("content-type", "content-length", "connection", "allow", "www-authenticate");
    private static final List<String> METHODS = List.of(
            "TRACE",
            "CONNECT",
            "PUT",
            "POST",
            "DELETE",
            "PATCH",
            "OPTIONS",
            "HEAD",
            "PROPFIND",
            "get",
            "X".repeat(5000));
    private static RunningBridge bridge;
    private static List<String> ids;
    private static String before;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options);
        new Log(BROKER.bootstrap())
                .write(Topics.INCIDENTS, "globex|" + THEIRS, Wire.INCIDENT, ListsTest.open("globex", THEIRS));
        String alerts = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"" + THEIRS + "\"}},[\""
                + THEIRS + "\"]]}";
        assertThat(bridge.post("/v1/alertmanager", GLOBEX, alerts).status()).isEqualTo(200);
        String downtime = bridge.post(
                        "/v1/downtimes",
                        GLOBEX,
                        "{\"matchers\":[\"a=b\"],\"duration\":\"1h\",\"comment\":\"" + THEIRS + "\"}")
                .json()
                .path("id")
                .asText();
        await().until(() -> theirs("/v1/incidents/" + THEIRS).contains(THEIRS));
        await().until(() -> theirs("/v1/alerts").contains(THEIRS));
        await().until(() -> !letter().isEmpty());
        before = theirs("/v1/alerts");
        ids = List.of(THEIRS, downtime, letter());
        assertThat(ids).doesNotContain("");
    }

    @AfterAll
    static void stop() {
        String after = theirs("/v1/alerts");
        bridge.close();
        assertThat(after).as("nothing came to the other tenant").isEqualTo(before);
    }

    @AfterEach
    void itGoesOn() {
        assertThat(bridge.get("/-/healthy", null).status()).isEqualTo(200);
        assertThat(bridge.get("/-/ready", null).status()).isEqualTo(200);
    }

    static Stream<OfferedRoute> routes() {
        return OfferedRoute.all();
    }

    static Stream<OfferedRoute> routesWithIds() {
        return routes().filter(route -> route.path().contains("{id}"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aPathThatLeadsNowhereLeadsNowhere(OfferedRoute route) throws IOException {
        String path = path(route, "unknown");
        Set<String> targets = new LinkedHashSet<>(EnemyPaths.spellings(path).toList());
        EnemyPaths.endings().forEach(ending -> {
            targets.add(path + ending);
            targets.add(route.path().replace("/{id}", ending));
        });
        targets.remove(path);
        for (String target : targets) {
            int status =
                    ask(route, route.methods().get(0), target, token(route)).status();

            // what stands behind the path of an intake, or before it, may be the sender's own
            boolean taken = status == 200 && route.takesAlerts();
            assertThat(taken || status >= 400).as(shown(target) + ": " + status).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aStrangeQueryIsAnswered(OfferedRoute route) throws IOException {
        for (String query : EnemyPaths.queries()) {
            for (String method : route.methods()) {
                if (!method.equals("HEAD")) {
                    ask(route, method, path(route, "unknown") + "?" + query, token(route));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aTokenInTheQueryIsNone(OfferedRoute route) throws IOException {
        for (String name : List.of("token", "access_token", "Authorization=Bearer%20" + ACME + "&authorization")) {
            RawAnswer answer =
                    ask(route, route.methods().get(0), path(route, "unknown") + "?" + name + "=" + token(route), null);

            assertThat(answer.status()).as(name).isEqualTo(route.isOpen() ? 200 : 401);
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithIds")
    void whatIsAnotherTenantsIsNotThereInAnySpelling(OfferedRoute route) throws IOException {
        for (String id : ids) {
            for (String spelled : List.of(id, EnemyPaths.encoded(id), "%67lobex%7c" + id, "..%2fglobex%2f" + id)) {
                for (String query : List.of("", "?tenant=globex", "?tenant=%67lobex&tenant=acme")) {
                    RawAnswer answer = ask(route, route.methods().get(0), path(route, spelled) + query, ACME);

                    assertThat(answer.status()).as(spelled + query).isIn(400, 403, 404);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aMethodThatIsNotMeantIsRefused(OfferedRoute route) throws IOException {
        for (String method : METHODS) {
            if (!route.methods().contains(method)) {
                RawAnswer answer = ask(route, method, path(route, "unknown"), token(route));

                assertThat(answer.status()).as(shown(method)).isEqualTo(405);
                assertThat(answer.names()).contains("allow");
            }
        }
    }

    /** Asks over a connection of its own, and holds against the answer what holds for each. */
    private static RawAnswer ask(OfferedRoute route, String method, String target, String token) throws IOException {
        String head = method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n");
        try (RawClient client = new RawClient(bridge.port())) {
            String all = client.send(head + "\r\n").untilClosed();
            if (all.isEmpty() && target.length() >= EnemyPaths.TOO_LONG) {
                // hung up on while it still sent
                return new RawAnswer(414, List.of(), "");
            }
            RawAnswer answer = RawAnswer.of(all, method.equals("HEAD"));
            String what = route.path() + ": " + method + " " + shown(target) + ": " + answer;
            assertThat(answer.status()).as(what).matches(status -> status / 100 == 2 || status / 100 == 4);
            assertThat(answer.names()).as(what).isSubsetOf(HEADERS);
            assertThat(answer.body().length()).as(what).isLessThan(100_000);
            if (!target.contains(THEIRS)) {
                assertThat(answer.body()).as(what).doesNotContain(THEIRS);
            }
            assertThat(answer.body()).as(what).doesNotContain("root:", "Exception", "io.weir", "io.vertx", "\tat ");
            return answer;
        }
    }

    private static String path(OfferedRoute route, String id) {
        return route.path().replace("{id}", id);
    }

    private static String token(OfferedRoute route) {
        return route.forOperators() ? OPERATOR : ACME;
    }

    private static String theirs(String path) {
        return bridge.get(path, GLOBEX).body();
    }

    private static String letter() {
        return bridge.get("/v1/dead-letters", GLOBEX)
                .json()
                .path("deadLetters")
                .path(0)
                .path("id")
                .asText();
    }

    private static String shown(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "… of " + text.length() : text;
    }
}
