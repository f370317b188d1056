package io.weir.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.weir.app.ExitCode;
import io.weir.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bridge answers may hold an alert's own text; none of it may reach the terminal as a control character. */
class HostileAnswersTest {
    private static final String HOSTILE = "disk \u001b]0;taken\u0007 \u009b2J \u202Eexe.fdp\u061C \u2066x\u2069 \rgone";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer bridge;
    private int status = 200;
    private String body;

    @BeforeEach
    void start() throws IOException {
        bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bridge.createContext("/", exchange -> {
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        bridge.start();
    }

    @AfterEach
    void stop() {
        bridge.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead-letters retry 0-1", "dead-letters show 0-1", "incidents x", "brake", "topology show"})
    void aRefusalPaintsNothing(String command) {
        status = 409;
        body = JSON.createObjectNode()
                .set("error", JSON.createObjectNode().put("message", HOSTILE))
                .toString();
        assertThat(run(command)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("disk", "taken");
        assertHarmless();

        body = HOSTILE;
        run(command);
        assertHarmless();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incidents x",
                "incidents --json",
                "incidents",
                "dead-letters show 0-1",
                "dead-letters list --json"
            })
    void anAnswerPaintsNothing(String command) throws IOException {
        ObjectNode fact = JSON.createObjectNode()
                .put("incidentId", HOSTILE)
                .put("title", HOSTILE)
                .put("detail", HOSTILE)
                .put("bodyEncoding", "text")
                .put("body", HOSTILE.replace("\u001b", "").replace("\u0007", "").replace("\u009b", ""));
        ObjectNode answer = fact.deepCopy();
        answer.putArray("incidents").add(fact);
        answer.putArray("deadLetters").add(fact);
        body = answer.toString();
        assertThat(run(command)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("disk");
        assertHarmless();
        if (command.endsWith("--json")) {
            assertThat(JSON.readTree(out.toString()).path(0)).isEqualTo(fact);
        }
    }

    @Test
    void acknowledgingPaintsNothing() {
        body = JSON.createObjectNode().put("by", HOSTILE).toString();
        assertThat(run("incidents ack x")).isEqualTo(ExitCode.OK);
        assertHarmless();
    }

    private void assertHarmless() {
        assertThat(out + "" + err)
                .doesNotContainPattern(
                        "[\\p{Cntrl}\\x80-\\x9f&&[^\\n\\t]]|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");
    }

    private int run(String command) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute((command + " --url http://127.0.0.1:"
                                + bridge.getAddress().getPort())
                        .split(" "));
    }
}
