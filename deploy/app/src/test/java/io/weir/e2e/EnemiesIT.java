package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.client.BridgeClient;
import io.weir.e2e.Site.Tenant;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All of Weir in a process of little memory. Bodies beyond all limits come in, and alerts that are alerts but that nobody means
 * well with: each gets its incident and its ticket, and those of another tenant theirs.
 */
class EnemiesIT {
    /** With escapes: half a surrogate has no UTF-8. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String RULES = """
            version: "1"
            grouping:
              - name: slow to match
                match: ['payload=~"(a+)+(b|a|ab)*c"']
                scope: [enemy]
                wait: {critical: 0s, warning: 0s}
              - name: by enemy
                scope: [enemy]
                wait: {critical: 0s, warning: 0s}
            """;
    private static final int BURDENS = 40;
    private static final int BODY_BYTES = 4 << 20;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void eachIsAnsweredNoneStopsAnything() throws Exception {
        try (Site site = Site.prepare(
                folder,
                SandboxOptions.defaults(),
                new Tenant("acme", List.of("acme"), RULES),
                new Tenant("globex", List.of("globex"), RULES))) {
            site.up(List.of("-Xmx640m", "-XX:+ExitOnOutOfMemoryError"));

            burden(site);
            Map<String, ObjectNode> enemies = enemies();
            for (ObjectNode alert : enemies.values()) {
                post(site, "acme", alert);
            }
            post(site, "acme", alert("was never there").put("status", "resolved"));
            post(site, "globex", alert("good"));

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(scopes(site, "globex")).containsExactly("good");
                assertThat(scopes(site, "acme")).containsExactlyElementsOf(new TreeSet<>(enemies.keySet()));
            });
            for (String tenant : List.of("globex", "acme")) {
                for (JsonNode incident : site.incidents(tenant)) {
                    assertThat(incident.path("status").asText()).isEqualTo("open");
                    oneTicket(site, incident.path("incidentId").asText());
                }
            }
            assertThat(site.isAlive()).isTrue();
            assertThat(letters(site, "acme")).isGreaterThanOrEqualTo(BURDENS);
            assertThat(letters(site, "globex")).isZero();
        }
    }

    /** Bodies of megabytes in which nothing is an alert. */
    private void burden(Site site) throws IOException, InterruptedException {
        List<String> shapes = List.of("[", "{\"a\":", "9", "{\"alerts\":[{\"labels\":{\"x\":\"", "[[],");
        for (int i = 0; i < BURDENS; i++) {
            String shape = shapes.get(i % shapes.size());
            byte[] body = shape.repeat(BODY_BYTES / shape.length()).getBytes(StandardCharsets.UTF_8);
            HttpRequest request = HttpRequest.newBuilder(site.bridge().resolve("/v1/alertmanager"))
                    .header("Authorization", "Bearer " + Site.token("acme"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isIn(200, 413, 503);
        }
    }

    private static Map<String, ObjectNode> enemies() {
        Map<String, ObjectNode> enemies = new LinkedHashMap<>();
        List.of("0001-01-01T00:00:01Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z")
                .forEach(time -> with(enemies, "startsAt", time));
        with(enemies, "startsAt", Instant.now().plus(Duration.ofHours(2)).toString());
        ObjectNode reversed = alert("ends before it starts");
        reversed.put("endsAt", Instant.now().minus(Duration.ofDays(400)).toString());
        enemies.put("ends before it starts", reversed);
        for (String text : List.of(
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "[x](javascript:alert(1)) **b** `c` # d",
                "{{ lookup('env', 'HOME') }} ${jndi:ldap://127.0.0.1/x} %n %s $(id) `id`",
                "all:!web1",
                "../../../../etc/passwd\u0000.png",
                "a\r\nX-Injected: yes\r\n\r\n",
                "\u202eabc\u200b\ufeff\u2066",
                "\ud800 half \udc00",
                "|tenant|incident|")) {
            with(enemies, "labels", text);
        }
        ObjectNode slow = alert("slow to match");
        ((ObjectNode) slow.get("labels")).put("payload", "a".repeat(3000));
        enemies.put("slow to match", slow);
        ObjectNode wide = alert("many labels");
        for (int i = 0; i < 50; i++) {
            ((ObjectNode) wide.get("labels")).put("label" + i, "v".repeat(500));
        }
        enemies.put("many labels", wide);
        ObjectNode told = alert("long text");
        told.putObject("annotations").put("summary", "t ".repeat(100_000)).put("{{ x }}", "<b>");
        enemies.put("long text", told);
        return enemies;
    }

    private static void with(Map<String, ObjectNode> enemies, String field, String value) {
        String name = "enemy " + enemies.size();
        ObjectNode alert = alert(name);
        if (field.equals("labels")) {
            ((ObjectNode) alert.get("labels"))
                    .put("alertname", value)
                    .put("instance", value)
                    .put("service", value);
        } else {
            alert.put(field, value);
        }
        enemies.put(name, alert);
    }

    private static ObjectNode alert(String enemy) {
        ObjectNode alert = JSON.createObjectNode().put("status", "firing");
        alert.putObject("labels")
                .put("alertname", "Probe")
                .put("severity", "critical")
                .put("enemy", enemy);
        return alert;
    }

    private static void post(Site site, String source, ObjectNode alert) throws IOException {
        ObjectNode message = JSON.createObjectNode().put("version", "4").put("externalURL", "http://am");
        message.putArray("alerts").add(alert);
        new BridgeClient(site.bridge(), Site.token(source))
                .post("/v1/alertmanager", "application/json", JSON.writeValueAsBytes(message));
    }

    private static Set<String> scopes(Site site, String source) {
        return site.incidents(source).stream()
                .map(incident -> incident.path("scope").path("enemy").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int letters(Site site, String source) {
        return new BridgeClient(site.bridge(), Site.token(source))
                .list("/v1/dead-letters", "deadLetters", Map.of(), 1000)
                .size();
    }

    private static void oneTicket(Site site, String incident) {
        List<GlpiTicket> tickets =
                await().atMost(PATIENCE).until(() -> site.tickets(incident), found -> !found.isEmpty());
        assertThat(tickets).hasSize(1);
    }
}
