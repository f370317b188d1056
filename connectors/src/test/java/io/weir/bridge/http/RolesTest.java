package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.weir.bridge.RunningBridge;
import io.weir.broker.TestBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each role is refused, over all that the bridge offers. */
class RolesTest {
    private static final int FORBIDDEN = 403;
    private static final Set<String> FOR_OPERATORS_OF_WEIR = Set.of("GET /v1/brake/global", "PUT /v1/brake/global");

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aSenderMayOnlySend() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            Set<String> allowed = new TreeSet<>(all());
            allowed.removeAll(refused(bridge, RunningBridge.ACME_SENDER));
            assertThat(allowed)
                    .containsExactlyInAnyOrder(
                            "POST /v1/alertmanager",
                            "PUT /v1/alertmanager",
                            "POST /api/v2/alerts",
                            "GET /v1/uptime-kuma",
                            "POST /v1/uptime-kuma");
        }
    }

    @Test
    void thoseOnCallDecideNothingAboutRules() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            Set<String> refused = refused(bridge, RunningBridge.ACME_ON_CALL);
            refused.removeAll(FOR_OPERATORS_OF_WEIR);
            assertThat(refused).containsExactlyInAnyOrder("PUT /v1/rules", "PUT /v1/topology");
        }
    }

    @Test
    void anAdministratorMayDoAllThatATenantMay() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            assertThat(refused(bridge, RunningBridge.ACME)).isEqualTo(FOR_OPERATORS_OF_WEIR);
        }
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (Route route : Route.values()) {
            if (route.access() != Access.EVERYBODY) {
                route.methods().forEach(method -> all.add(method.name() + " " + route.label()));
            }
        }
        return all;
    }

    private Set<String> refused(RunningBridge bridge, String token) throws Exception {
        Set<String> refused = new TreeSet<>();
        for (String one : all()) {
            HttpMethod method = HttpMethod.valueOf(one.substring(0, one.indexOf(' ')));
            String path = one.substring(one.indexOf('/')).replace("{id}", "x");
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bridge.port() + path))
                            .header("Authorization", "Bearer " + token)
                            .method(method.name(), BodyPublishers.ofString("nothing that would be taken"))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() == FORBIDDEN) {
                refused.add(one);
            }
        }
        return refused;
    }
}
