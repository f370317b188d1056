package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static io.weir.bridge.RunningBridge.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.Control;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrakeTest {
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

    @Test
    void aBrakeIsOnKafkaUnderItsKeyWhenItIsAnswered() throws Exception {
        Reply reply = bridge.put("/v1/brake", ACME, "{\"on\": true, \"reason\": \"change freeze\", \"by\": \"kim\"}");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        ConsumerRecord<byte[], byte[]> newest = newest("brake|acme");
        Control control = Wire.CONTROL.read(newest.value());
        assertThat(control.kind()).isEqualTo(Control.Kind.BRAKE);
        assertThat(control.tenant()).isEqualTo("acme");
        assertThat(control.on()).isTrue();
        assertThat(control.by()).isEqualTo("kim");
        assertThat(control.reason()).isEqualTo("change freeze");

        JsonNode shown = bridge.get("/v1/brake", ACME).json();
        assertThat(shown.path("tenant").asText()).isEqualTo("acme");
        assertThat(shown.path("on").asBoolean()).isTrue();
        assertThat(shown.path("by").asText()).isEqualTo("kim");
        assertThat(shown.path("reason").asText()).isEqualTo("change freeze");
        assertThat(shown.path("since").asText()).isNotEmpty();
        assertThat(bridge.get("/v1/brake", GLOBEX).json().path("on").asBoolean())
                .isFalse();

        bridge.put("/v1/brake", ACME, "{\"on\": false}");
        assertThat(Wire.CONTROL.read(newest("brake|acme").value()).on()).isFalse();
        shown = bridge.get("/v1/brake", ACME).json();
        assertThat(shown.path("on").asBoolean()).isFalse();
        assertThat(shown.path("by").asText()).isEqualTo("acme-src");
        assertThat(shown.has("reason")).isFalse();
    }

    @Test
    void theBrakeOfAllIsForOperatorsAndSeenByEveryTenant() throws Exception {
        assertThat(bridge.put("/v1/brake/global", ACME, "{\"on\": true}").status())
                .isEqualTo(403);
        assertThat(bridge.get("/v1/brake/global", ACME).status()).isEqualTo(403);

        assertThat(bridge.put("/v1/brake/global", OPERATOR, "{\"on\": true, \"reason\": \"fire\"}")
                        .status())
                .isEqualTo(200);
        Control control = Wire.CONTROL.read(newest("brake").value());
        assertThat(control.tenant()).isNull();
        assertThat(control.on()).isTrue();
        assertThat(control.by()).isEqualTo("ops-desk");
        JsonNode seen = bridge.get("/v1/brake", GLOBEX).json();
        assertThat(seen.path("global").path("on").asBoolean()).isTrue();
        assertThat(seen.path("global").path("reason").asText()).isEqualTo("fire");
        assertThat(seen.path("on").asBoolean()).isFalse();

        bridge.put("/v1/brake/global", OPERATOR, "{\"on\": false}");
        assertThat(bridge.get("/v1/brake/global", OPERATOR).json().path("on").asBoolean())
                .isFalse();
    }

    @Test
    void anOperatorNamesTheTenantAndATenantNamesNoOther() {
        assertThat(bridge.put("/v1/brake", OPERATOR, "{\"on\": true}").status()).isEqualTo(400);
        assertThat(bridge.put("/v1/brake?tenant=nobody", OPERATOR, "{\"on\": true}")
                        .status())
                .isEqualTo(400);
        assertThat(bridge.put("/v1/brake?tenant=globex", ACME, "{\"on\": true}").status())
                .isEqualTo(403);
        assertThat(bridge.get("/v1/brake?tenant=globex", ACME).status()).isEqualTo(403);
        assertThat(bridge.put("/v1/brake?tenant=globex", OPERATOR, "{\"on\": true}")
                        .status())
                .isEqualTo(200);
        assertThat(bridge.get("/v1/brake", GLOBEX).json().path("on").asBoolean())
                .isTrue();
        JsonNode all = bridge.get("/v1/brake", OPERATOR).json();
        assertThat(all.path("global").path("on").isBoolean()).isTrue();
        assertThat(all.path("tenants").findValuesAsText("tenant")).contains("globex");
        bridge.put("/v1/brake", GLOBEX, "{\"on\": false}");
    }

    @Test
    void theBrakesAreKnownAfterARestart() throws InterruptedException {
        bridge.put("/v1/brake", ACME, "{\"on\": false}");
        bridge.put("/v1/brake", ACME, "{\"on\": true, \"by\": \"kept\"}");
        try (RunningBridge second = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            JsonNode shown = second.get("/v1/brake", ACME).json();
            assertThat(shown.path("on").asBoolean()).isTrue();
            assertThat(shown.path("by").asText()).isEqualTo("kept");
            assertThat(second.get("/metrics", null).body()).contains("weir_bridge_brakes_on 1.0");
        }
        bridge.put("/v1/brake", ACME, "{\"on\": false}");
    }

    @Test
    void whatAnotherBridgeSetsIsSeen() {
        LOG.write(
                Topics.CONTROL,
                "brake|acme",
                Wire.CONTROL,
                new Control(Control.Kind.BRAKE, "acme", true, null, "elsewhere", null, 1L));
        await().until(() ->
                bridge.get("/v1/brake", ACME).json().path("by").asText().equals("elsewhere"));
        bridge.put("/v1/brake", ACME, "{\"on\": false}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | ''",
                "[] | ''",
                "{} | on",
                "{\"on\": \"true\"} | on",
                "{\"on\": true, \"of\": 1} | of",
                "{\"on\": true, \"by\": \" \"} | by",
                "{\"on\": true, \"reason\": 7} | reason",
            })
    void aBodyThatIsNotUnderstoodSetsNothing(String body, String field) {
        int before = LOG.records(Topics.CONTROL).size();
        Reply reply = bridge.put("/v1/brake", ACME, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("field").asText()).isEqualTo(field);
        assertThat(LOG.records(Topics.CONTROL)).hasSize(before);
    }

    private static ConsumerRecord<byte[], byte[]> newest(String key) {
        List<ConsumerRecord<byte[], byte[]>> records = LOG.records(Topics.CONTROL).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key))
                .toList();
        return records.get(records.size() - 1);
    }
}
