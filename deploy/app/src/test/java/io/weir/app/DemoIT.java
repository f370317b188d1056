package io.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    Path folder;

    @Test
    void producesWhatTheStormMust() throws IOException, InterruptedException {
        try (WeirProcess demo = WeirProcess.start(
                "demo", "--keep", "--data", folder.resolve("demo").toString(), "--port", "0")) {
            demo.awaitLine("for example: weir incidents");
            assertThat(demo.lines()).anyMatch(line -> line.startsWith("as it must be, "));
            assertThat(demo.lines())
                    .anyMatch(line -> line.matches(".*NginxDown on web-01.*restart service on web-01: verified"));
            assertThat(demo.url("sandbox ")).isNotNull();
            demo.terminate();
            assertThat(demo.exitCode()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void leavesAForeignFolderAlone() throws IOException, InterruptedException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        try (WeirProcess demo = WeirProcess.start("demo", "--data", folder.toString())) {
            assertThat(demo.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(demo.lines()).anyMatch(line -> line.contains("holds something that no demo wrote"));
        }
        assertThat(precious).hasContent("mine");
    }
}
