package io.weir.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.WeirProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir replay} as a process that dies. */
class ReplayKillIT {
    @TempDir
    Path folder;

    @Test
    void oneThatWasKilledGoesOnToTheSameAnswer() throws Exception {
        new LabelledStorms(4, 60, 900_000, 40, 30_000, 6).write(folder);
        try (WeirProcess whole = replay("whole")) {
            assertThat(whole.exitCode()).as(String.join("\n", whole.lines())).isZero();
        }
        try (WeirProcess killed = replay("killed")) {
            killed.awaitLine("events, at");
            killed.kill();
        }
        assertThat(folder.resolve("killed/incidents.jsonl")).doesNotExist();
        try (WeirProcess again = WeirProcess.start(
                "replay", "--resume", "--out", folder.resolve("killed").toString())) {
            assertThat(again.exitCode()).as(String.join("\n", again.lines())).isZero();
        }
        assertThat(folder.resolve("killed/incidents.jsonl"))
                .hasSameBinaryContentAs(folder.resolve("whole/incidents.jsonl"))
                .isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("killed/summary.json")))
                .isEqualTo(Files.readString(folder.resolve("whole/summary.json")));
    }

    private WeirProcess replay(String out) throws Exception {
        return WeirProcess.start(
                "replay",
                "--capture",
                folder.resolve("capture.jsonl").toString(),
                "--out",
                folder.resolve(out).toString());
    }
}
