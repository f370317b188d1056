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

/** What is wrong with an order is said before anything is measured. */
class BenchCommandTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    private int bench(String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        String[] all = new String[arguments.length + 3];
        all[0] = "bench";
        all[1] = "--out";
        all[2] = folder.resolve("out").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Main.commandLine().setOut(out).setErr(out).execute(all);
    }

    @Test
    void namesItsRows() {
        assertThat(bench("--list")).isEqualTo(ExitCode.OK);
        assertThat(said.toString().lines())
                .doesNotHaveDuplicates()
                .contains("identity", "correlate.rocksdb.exactly-once", "latency.exactly-once.50", "replay.kafka")
                .contains("deliver.create", "start");
    }

    @Test
    void refusesARowThatIsNotThere() {
        assertThat(bench("--only", "identity,bridges")).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString()).contains("there is no row \"bridges\"");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void writesAPageOfAFullRunOnly() {
        String page = folder.resolve("BENCHMARKS.md").toString();
        assertThat(bench("--page", page, "--quick")).isEqualTo(ExitCode.USAGE);
        assertThat(bench("--page", page, "--only", "start")).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString()).contains("--page: only of a full run");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void refusesAPageThatSomebodyElseWroteBeforeItMeasures() throws IOException {
        Path file = Files.writeString(folder.resolve("README.md"), "# Something else\n");
        assertThat(bench("--page", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString()).contains("README.md does not hold the comments");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
