package io.weir.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.ExitCode;
import io.weir.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "up",
                "downtime",
                "downtime add",
                "downtime create",
                "downtime change",
                "downtime show",
                "downtime preview",
                "downtime list",
                "downtime cancel",
                "rules",
                "rules check",
                "rules test",
                "rules push",
                "rules show",
                "topology",
                "topology set",
                "topology show",
                "incidents",
                "incidents ack",
                "brake",
                "brake on",
                "brake off",
                "brake status",
                "dead-letters",
                "dead-letters list",
                "dead-letters show",
                "dead-letters retry",
                "submit",
                "submit replay",
                "replay",
                "capture",
                "shadow",
                "shadow start",
                "shadow diff",
                "shadow promote",
                "version"
            })
    void everyCommandHasHelp(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Usage: weir").contains("--help");
    }

    @Test
    void theHelpListsCommandsAndExitCodes() {
        run("--help");
        assertThat(out.toString())
                .contains("demo", "up", "downtime", "rules", "incidents", "brake", "dead-letters", "submit", "version")
                .contains("Exit codes", "0", "1", "2", "3");
    }

    @Test
    void aloneItShowsItsHelpAndFails() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Usage: weir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "up",
                "up --config /nowhere/weir.yaml",
                "rules check /nowhere/rules.yaml",
                "downtime",
                "downtime add --for 1h",
                "downtime add --comment c --for 1h not-a-matcher",
                "downtime add --comment c --for 1 a=b",
                "downtime add --for 1h a=b",
                "downtime add --comment c a=b",
                "downtime add --comment c --for 1h --to 2026-01-01T00:00:00Z a=b",
                "downtime add --comment c --from 2026-01-02T00:00:00Z --to 2026-01-01T00:00:00Z a=b",
                "downtime add --comment c --to tomorrow a=b",
                "topology",
                "topology set /nowhere/topology.yaml",
                "incidents ack",
                "downtime add --comment c --for 1h",
                "downtime add --comment c --rrule FREQ=DAILY a=b",
                "downtime add --comment c --start 2026-12-06T02:00:00 --for 1h a=b",
                "downtime add --comment c --rrule FREQ=NEVER --start 2026-12-06T02:00:00 --zone UTC --for 1h a=b",
                "downtime add --comment c --rrule FREQ=DAILY --start 2026-12-06 --zone UTC --for 1h a=b",
                "downtime add --comment c --rrule FREQ=DAILY --start 2026-12-06T02:00:00 --zone Mars --for 1h a=b",
                "downtime add --comment c --rrule FREQ=DAILY --start 2026-12-06T02:00:00 --zone UTC --for 1h --to 2027-01-01T00:00:00Z a=b",
                "downtime add --comment c --rrule FREQ=DAILY --start 2026-12-06T02:00:00 --zone UTC --for 1h --exdate 2026-12-05 a=b",
                "downtime preview --for 1h",
                "brake maybe",
                "brake on --global --tenant acme",
                "dead-letters",
                "dead-letters show",
                "dead-letters retry",
                "dead-letters retry 0-1 --all",
                "dead-letters retry 0-1 --stage glpi",
                "incidents --url ftp://host",
                "incidents --token-file /nowhere/token",
                "submit correlate",
                "submit neither --flink http://127.0.0.1:1"
            })
    void wrongArgumentsAreTwo(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void aBridgeThatDoesNotAnswerIsOneWithASentence() {
        assertThat(run("incidents", "--url", "http://127.0.0.1:1")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .startsWith("weir: the bridge at http://127.0.0.1:1 does not answer")
                .doesNotContain("\tat ");
    }

    @Test
    void aWrongConfigurationIsTwoAndListsItsProblems() throws IOException {
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, "bridge: {prot: 1}\nflink: {parallelism: 0}");
        assertThat(run("up", "--config", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("  bridge.prot: unknown key", "  flink.parallelism: expected", "  tenants: expected");
    }

    @Test
    void rulesCheckTakesTheShippedBook() throws IOException {
        assertThat(run("rules", "show", "--default")).isEqualTo(ExitCode.OK);
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, out.toString());
        assertThat(run("rules", "check", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("is a good rule book");
    }

    @Test
    void rulesCheckListsProblemsWithTheirPathsAndIsThree() throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, "version: x\ngroupings: []\nflapping: {quiet: 5}");
        assertThat(run("rules", "check", file.toString())).isEqualTo(ExitCode.UNMET);
        assertThat(err.toString()).contains("groupings: ", "flapping.quiet: ");
    }

    @Test
    void aTopologyWithProblemsIsThreeAndNothingIsSent() throws IOException {
        Path file = folder.resolve("topology.csv");
        Files.writeString(file, "from,to\nweb1,db1\nweb1,web1\n");
        assertThat(run("topology", "set", file.toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(ExitCode.UNMET);
        assertThat(err.toString()).contains("line 3.to: expected another entity");
    }

    @Test
    void theVersionNamesWhatItIsBuiltOn() {
        assertThat(run("version")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).matches("weir \\S+ \\(Flink 2\\.\\S+, Kafka 4\\.\\S+, Java \\S+\\)\\R");
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments.length == 1 && arguments[0].isEmpty() ? new String[0] : arguments);
    }
}
