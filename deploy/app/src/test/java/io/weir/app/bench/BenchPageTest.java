package io.weir.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchPageTest {
    private static final List<List<String>> PARTS =
            List.of(List.of("identity", "keyed.heap"), List.of("start"), List.of("storm.drain"));

    @TempDir
    Path folder;

    private static BenchResult result(double cpu) {
        return new BenchResult(
                "a machine of 2 cores",
                "0123456789ab",
                "2026-11-28T12:00:00Z",
                false,
                List.of(
                        Row.named("identity").costing(Map.of("flink", cpu)).atRate(100_000),
                        Row.named("keyed.heap").costing(Map.of("flink", 6.5)),
                        Row.named("start").with("readyMs", 4321)),
                List.of(new BenchResult.Missed(List.of("storm.drain"), "java.io.IOException: it did not end")));
    }

    @Test
    void saysWhereWhatAndHowAndHasARowPerLineByPart() throws IOException {
        Path file = folder.resolve("BENCHMARKS.md");
        BenchPage.at(file).write(result(2.25), PARTS);
        assertThat(Files.readString(file))
                .contains("a machine of 2 cores", "`0123456789ab`", "2026-11-28T12:00:00Z", "deploy/weir bench --page")
                .contains("**Not measured to the end**: `storm.drain`.")
                .contains("## Aims", "**not measured**")
                .containsSubsequence(
                        "### identity, keyed", "| `identity` | 2.25 | 100,000 |", "| `keyed.heap` |", "### start")
                .contains("readyMs 4,321")
                .doesNotContain("### storm");
    }

    @Test
    void keepsWhatIsByHand() throws IOException {
        Path file = folder.resolve("BENCHMARKS.md");
        BenchPage.at(file).write(result(2.25), PARTS);
        String byHand = "\n## Where the time goes\n\nMost of it in `Track`; 50 % is $1 \\ parsing.\n";
        Files.writeString(file, Files.readString(file).replace("<!-- by hand -->\n", "<!-- by hand -->\n" + byHand));
        BenchPage.at(file).write(result(1.75), PARTS);
        String once = Files.readString(file);
        BenchPage.at(file).write(result(1.75), PARTS);
        assertThat(Files.readString(file))
                .isEqualTo(once)
                .contains(byHand, "| `identity` | 1.75 |")
                .doesNotContain("2.25");
    }

    @Test
    void refusesToReplaceWhatIsNoPage() throws IOException {
        Path file = Files.writeString(folder.resolve("README.md"), "# Something else\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchPage.at(file))
                .withMessageContaining("by hand");
        assertThat(file).hasContent("# Something else\n");
    }
}
