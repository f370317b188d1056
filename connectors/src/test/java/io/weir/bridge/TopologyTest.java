package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.Acknowledgement;
import io.weir.schema.Directive;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.schema.Topics;
import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The topology of a tenant, and acknowledged incidents. */
class TopologyTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private static Reply put(String token, String text) {
        return bridge.send(bridge.request("/v1/topology", token)
                .PUT(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    private static List<Directive> directives(Directive.Kind kind, String tenant) {
        return LOG.records(Topics.DIRECTIVES).stream()
                .filter(record -> !Wire.isTick(record.value()))
                .map(TopologyTest::directive)
                .filter(directive ->
                        directive.kind() == kind && directive.tenant().equals(tenant))
                .toList();
    }

    private static Directive directive(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Wire.DIRECTIVE.read(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTopologyIsReplacedAsAWholeAndSurvivesARestart() throws InterruptedException {
        assertThat(bridge.get("/v1/topology", ACME).json().path("edges")).isEmpty();
        assertThat(bridge.get("/v1/topology", ACME).json().path("effectiveFrom").isNull())
                .isTrue();

        Reply first = put(ACME, "from,to\nweb1,db1\nweb2,db1\nweb1,db1\n");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("edges").asInt()).isEqualTo(2);
        assertThat(Instant.parse(first.json().path("effectiveFrom").asText())).isBeforeOrEqualTo(Instant.now());
        JsonNode edge = bridge.get("/v1/topology", ACME).json().path("edges").path(1);
        assertThat(edge.path("from").asText()).isEqualTo("web2");
        assertThat(edge.path("to").asText()).isEqualTo("db1");

        put(ACME, "{\"edges\":[{\"from\":\"web1\",\"to\":\"db2\"}]}");
        assertThat(bridge.get("/v1/topology", ACME).json().path("edges")).hasSize(1);
        assertThat(bridge.get("/v1/topology", GLOBEX).json().path("edges")).isEmpty();
        assertThat(directives(Directive.Kind.TOPOLOGY, "acme"))
                .extracting(Directive::topology)
                .containsExactly(
                        new Topology(List.of(new Edge("web1", "db1"), new Edge("web2", "db1"))),
                        new Topology(List.of(new Edge("web1", "db2"))));
        try (RunningBridge second = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            assertThat(second.get("/v1/topology", ACME).json().path("edges")).hasSize(1);
        }
    }

    @Test
    void aTopologyWithMistakesIsRefusedWithTheIndexOfTheEdge() {
        int before = directives(Directive.Kind.TOPOLOGY, "globex").size();
        Reply reply = put(GLOBEX, "edges: [{from: a, to: b}, {from: c, to: c}, {from: d}]");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("error").path("code").asText()).isEqualTo("invalid-topology");
        assertThat(reply.json().path("error").path("problems").findValuesAsText("path"))
                .containsExactlyInAnyOrder("edges[1].to", "edges[2].to");
        assertThat(directives(Directive.Kind.TOPOLOGY, "globex")).hasSize(before);
    }

    @Test
    void aTopologyOfTheLargestSizeLiesOnTheLog() {
        StringBuilder lines = new StringBuilder("from,to\n");
        String name = "x".repeat(60);
        for (int i = 0; i < 20_000; i++) {
            lines.append(name).append(i).append(',').append(name).append("-db\n");
        }
        assertThat(put(GLOBEX, lines.toString()).json().path("edges").asInt()).isEqualTo(20_000);
        assertThat(bridge.get("/v1/topology", GLOBEX).json().path("edges")).hasSize(20_000);
        assertThat(put(GLOBEX, "edges: []").status()).isEqualTo(200);
        assertThat(put(GLOBEX, "x".repeat((4 << 20) + 1)).status()).isEqualTo(413);
    }

    @Test
    void anOpenIncidentIsAcknowledgedInItsScope() {
        write(incident("acme", "inc-open", 3, Incident.Status.OPEN, "acme|scope-1"));
        await().until(() -> bridge.get("/v1/incidents/inc-open", ACME).status() == 200);

        Reply byToken = bridge.post("/v1/incidents/inc-open/ack", ACME, "");
        assertThat(byToken.status()).isEqualTo(200);
        assertThat(byToken.json().path("by").asText()).isEqualTo("acme-src");
        Reply byName = bridge.post("/v1/incidents/inc-open/ack/", ACME, "{\"by\":\"Ada\"}");
        assertThat(byName.json().path("by").asText()).isEqualTo("Ada");
        assertThat(directives(Directive.Kind.ACKNOWLEDGEMENT, "acme"))
                .extracting(Directive::acknowledgement)
                .containsExactly(
                        new Acknowledgement("inc-open", "acme|scope-1", "acme-src"),
                        new Acknowledgement("inc-open", "acme|scope-1", "Ada"));
        assertThat(bridge.post("/v1/incidents/inc-open/ack", GLOBEX, "").status())
                .isEqualTo(404);
    }

    @Test
    void whatCannotBeAcknowledgedIsTold() {
        write(incident("globex", "inc-over", 2, Incident.Status.RESOLVED, "globex|scope-1"));
        write(incident("globex", "inc-old", 1, Incident.Status.OPEN, null));
        await().until(() -> bridge.get("/v1/incidents/inc-old", GLOBEX).status() == 200);
        await().until(() -> bridge.get("/v1/incidents/inc-over", GLOBEX).status() == 200);

        assertThat(bridge.post("/v1/incidents/none/ack", GLOBEX, "").status()).isEqualTo(404);
        assertThat(bridge.post("/v1/incidents/inc-over/ack", GLOBEX, "").status())
                .isEqualTo(409);
        assertThat(bridge.post("/v1/incidents/inc-old/ack", GLOBEX, "").status())
                .isEqualTo(409);
        assertThat(bridge.get("/v1/incidents/inc-old/ack", GLOBEX).status()).isEqualTo(405);
        assertThat(bridge.post("/v1/incidents/inc-old/ack", null, "").status()).isEqualTo(401);
        assertThat(directives(Directive.Kind.ACKNOWLEDGEMENT, "globex")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ada", "[]", "{\"by\":1}", "{\"by\":\"  \"}", "{\"who\":\"Ada\"}", "{\"by\":\"A\",\"x\":1}"})
    void aWrongBodyIsRefused(String body) {
        assertThat(bridge.post("/v1/incidents/any/ack", ACME, body).status()).isEqualTo(400);
    }

    private static void write(Incident incident) {
        LOG.write(Topics.INCIDENTS, Topics.key(incident.tenant(), incident.incidentId()), Wire.INCIDENT, incident);
    }

    private static Incident incident(String tenant, String id, long revision, Incident.Status status, String scopeKey) {
        long at = System.currentTimeMillis();
        return new Incident(
                tenant,
                id,
                revision,
                Incident.Kind.UPDATED,
                Incident.Reason.MEMBERS_CHANGED,
                status,
                Map.of(),
                "r",
                "1",
                Severity.CRITICAL,
                5,
                4,
                "t",
                at,
                at,
                null,
                null,
                0,
                1,
                1,
                List.of(),
                0,
                scopeKey,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
