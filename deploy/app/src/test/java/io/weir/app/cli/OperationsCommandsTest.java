package io.weir.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.app.ExitCode;
import io.weir.app.Main;
import io.weir.app.client.BridgeClient;
import io.weir.app.config.TokenConfig;
import io.weir.bridge.Bridge;
import io.weir.bridge.BridgeOptions;
import io.weir.bridge.tenant.Credential;
import io.weir.bridge.tenant.Tenant;
import io.weir.broker.EmbeddedBroker;
import io.weir.schema.DeadLetter;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code weir brake} and {@code weir dead-letters} against a bridge with a Kafka of its own. */
class OperationsCommandsTest {
    private static final String BROKEN = "{\"alerts\":[{\"status\":\"odd\",\"labels\":{}}]}";

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Bridge bridge;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("acme"), "acme-token\n");
        Files.writeString(folder.resolve("ops"), "ops-token\n");
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        Tenant acme = new Tenant("acme", List.of(credential("acme-token", "acme-src")), null);
        bridge = Bridge.start(BridgeOptions.builder(Map.of("bootstrap.servers", broker.bootstrap()), List.of(acme))
                .operators(List.of(credential("ops-token", "ops-desk")))
                .listen("127.0.0.1", 0)
                .build());
    }

    @AfterAll
    static void stop() {
        bridge.close();
        broker.close();
    }

    private static Credential credential(String token, String source) {
        return new Credential(TokenConfig.digestOf(token), source);
    }

    @Test
    void aBrakeIsSetShownAndReleased() {
        assertThat(run("acme", "brake", "on", "--reason", "change freeze")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("the brake of acme is on, by acme-src");
        assertThat(run("acme", "brake")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .containsPattern("(?m)^all tenants +off")
                .containsPattern("(?m)^acme +on +20\\S+Z +acme-src +change freeze$");

        assertThat(run("acme", "brake", "on", "--global")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("(403)", "operator");
        assertThat(run("ops", "brake", "on", "--global", "--by", "kim")).isEqualTo(ExitCode.OK);
        assertThat(run("ops", "brake", "status")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .containsPattern("(?m)^all tenants +on +\\S+ +kim")
                .containsPattern("(?m)^acme +on");

        assertThat(run("ops", "brake", "off", "--tenant", "acme")).isEqualTo(ExitCode.OK);
        assertThat(run("ops", "brake", "off", "--global")).isEqualTo(ExitCode.OK);
        assertThat(run("acme", "brake", "--json")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("\"on\" : false").doesNotContain("\"on\" : true");
        assertThat(run("ops", "brake", "off")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aRetryThatIsTakenUpSaysWhatBecameOfIt() throws Exception {
        DeadLetter letter = new DeadLetter(
                "acme",
                "glpi",
                "ticket-rejected",
                "no right",
                "weir.incidents",
                null,
                new byte[] {1},
                "inc-1",
                1L,
                null);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.DEAD_LETTERS, Wire.DEAD_LETTER.write(letter)))
                    .get();
        }
        await().until(() -> run("acme", "dead-letters", "list", "--incident", "inc-1") == ExitCode.OK
                && out.toString().contains("ticket-rejected"));
        assertThat(run("acme", "dead-letters", "retry", "--all", "--reason", "ticket-rejected", "--by", "kim"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(": handed over to the deliver job");
        String id = out.toString().substring(0, out.toString().indexOf(':'));
        await().until(() -> run("acme", "dead-letters", "show", id) == ExitCode.OK
                && out.toString().contains(" by kim"));
        assertThat(run("acme", "dead-letters", "retry", "--all", "--reason", "ticket-rejected"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("there is nothing to try again");
    }

    @Test
    void aDeadLetterIsListedShownWrittenAndTriedAgain() {
        post(BROKEN);
        post("no json \u001b[31m");
        await().until(() -> run("acme", "dead-letters", "list") == ExitCode.OK
                && out.toString().contains("wrong-shape")
                && out.toString().contains("invalid-json"));
        String id = idOf("wrong-shape");
        assertThat(run("acme", "dead-letters", "show", id)).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("reason: wrong-shape", "source: alertmanager", "detail: alerts[0].")
                .contains("{\"status\":\"odd\",\"labels\":{}}");

        String hostile = idOf("invalid-json");
        assertThat(run("acme", "dead-letters", "show", hostile)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("no text; --raw writes them").doesNotContain("\u001b");
        assertThat(raw(hostile)).isEqualTo("no json \u001b[31m".getBytes(StandardCharsets.UTF_8));

        assertThat(run("acme", "dead-letters", "retry", id, "0-999999")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains(id + ": the bridge refused (422): alerts[0].")
                .contains("0-999999: the bridge refused (404)");
        assertThat(run("acme", "dead-letters", "retry", "--all", "--stage", "glpi"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("there is nothing to try again");
        assertThat(run("ops", "dead-letters", "list", "--tenant", "acme", "--reason", "wrong-shape"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(id).doesNotContain(hostile);
    }

    private static void post(String body) {
        new BridgeClient(address(), "acme-token")
                .post("/v1/alertmanager", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static URI address() {
        return URI.create("http://127.0.0.1:" + bridge.port());
    }

    private String idOf(String reason) {
        run("acme", "dead-letters", "list", "--reason", reason);
        String row = out.toString()
                .lines()
                .filter(line -> line.contains(reason))
                .findFirst()
                .orElseThrow();
        return row.substring(0, row.indexOf(' '));
    }

    private byte[] raw(String id) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            run("acme", "dead-letters", "show", "--raw", id);
        } finally {
            System.setOut(before);
        }
        return bytes.toByteArray();
    }

    /** Runs a command with the token in the file {@code who}; what it prints replaces what the one before printed. */
    private int run(String who, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url=" + address());
        all.add("--token-file=" + folder.resolve(who));
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(all.toArray(String[]::new));
    }
}
