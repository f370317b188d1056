package io.weir.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.ExitCode;
import io.weir.app.Main;
import io.weir.schema.rules.RuleBookParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of the README says what the command says. */
class ReplayExampleTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "replay");

    @TempDir
    Path folder;

    @Test
    void aGapOf300Seconds() throws Exception {
        Path wide = EXAMPLE.resolve("gap-300s.yaml");
        assertThat(Files.readString(wide))
                .as("the shipped rules but for the gap")
                .isEqualTo(RuleBookParser.defaultBookYaml().replace("    gap: 60s\n", "    gap: 300s\n"));
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .execute(
                        "replay",
                        "--capture",
                        EXAMPLE.resolve("night.jsonl.gz").toString(),
                        "--rules",
                        "default",
                        "--against",
                        wide.toString(),
                        "--truth",
                        EXAMPLE.resolve("night-truth.jsonl.gz").toString(),
                        "--fail-if",
                        "missed-critical > 0, merged > 5",
                        "--out",
                        folder.resolve("gap").toString());
        assertThat(code).as(out.toString()).isEqualTo(ExitCode.UNMET);
        String readme = Files.readString(Path.of("..", "..", "README.md"));
        assertThat(
                        out.toString()
                                .lines()
                                .filter(
                                        line -> line.matches(
                                                "  (episodes|tickets|noise reduction|time to ticket p50|incidents:|truth:) .*|FAILED: .*")))
                .hasSizeGreaterThanOrEqualTo(7)
                .allSatisfy(line -> assertThat(readme).contains(line + "\n"));
    }
}
