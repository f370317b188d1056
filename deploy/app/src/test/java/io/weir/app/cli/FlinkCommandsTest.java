package io.weir.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.app.ExitCode;
import io.weir.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands for a Flink cluster say of arguments and answers that are none. */
class FlinkCommandsTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "jobs --flink localhost:8081                     | --flink: expected http://host[:port]",
                "stop correlate --flink localhost:8081           | --flink: expected http://host[:port]",
                "jobs --flink //localhost:8081                   | --flink: expected http://host[:port]",
                "incidents --url //localhost:8080                | --url: expected http://host[:port]",
                "submit correlate --flink h:1 --config CONFIG    | --flink: expected http://host[:port]",
                "submit deliver --flink h:1 --config CONFIG      | --flink: expected http://host[:port]",
                "submit replay --flink h:1 --out o --kafka h:1   | --flink: expected http://host[:port]",
                "submit correlate --flink http://h:1 --config CONFIG --parallelism 0 | --parallelism: expected a number from 1",
                "submit deliver --flink http://h:1 --config CONFIG --parallelism 129 | --parallelism: expected a number from 1",
                "submit replay --flink http://h:1 --out o --kafka h:1 --parallelism -1 | --parallelism: expected a number from 1",
                "submit replay --flink http://h:1 --out o --kafka h:1 --from-savepoint s --against default | --from-savepoint: ",
            })
    void wrongArgumentsAreTwoAndNameTheOptionBeforeAnythingIsAsked(String command, String said) throws IOException {
        Path config = folder.resolve("weir.yaml");
        Files.writeString(config, "kafka: {bootstrap: 'h:1'}\ntenants: [{name: a, tokens: [{value: x}]}]");
        assertThat(run(command.strip().replace("CONFIG", config.toString()))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("weir: " + said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!doctype html><html>hello</html>", "[]", "\"text\"", "{"})
    void whatIsNotFlinkIsCalledThat(String answer) throws IOException {
        for (int status : new int[] {200, 404}) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(status, answer.length());
                exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
                exchange.close();
            });
            server.start();
            try {
                assertThat(run("jobs --flink http://127.0.0.1:"
                                + server.getAddress().getPort()))
                        .isEqualTo(ExitCode.FAILED);
            } finally {
                server.stop(0);
            }
            assertThat(err.toString())
                    .contains("(" + status + ") is not Flink's REST API")
                    .doesNotContain("Unexpected");
        }
    }

    @Test
    void aReplayMayBeSubmittedFromASavepoint() {
        run("submit replay --help");
        assertThat(out.toString()).contains("--from-savepoint");
    }

    private int run(String command) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command.split(" "));
    }
}
