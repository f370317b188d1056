package io.weir.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.app.Main;
import io.weir.schema.rules.RuleBookParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The shipped rule book on labelled storms, through the whole job. */
class ReplayTest {
    @TempDir
    Path folder;

    private Score score(LabelledStorms storms, Disturbance disturbance, int partitions) throws Exception {
        Path run = Files.createTempDirectory(folder, "run");
        storms.write(run);
        return new Replay(RuleBookParser.defaultBookYaml(), disturbance, partitions, 2)
                .score(run.resolve("capture.jsonl"), run.resolve("truth.jsonl"), run.resolve("out"))
                .score();
    }

    /** Faults in different clusters, at the same time: one incident each. */
    @Test
    void concurrentFaultsInDifferentClusters() throws Exception {
        Score score = score(new LabelledStorms(6, 18, 20_000, 40, 0, 1), Disturbance.NONE, 3);
        assertThat(score.missing()).isZero();
        assertThat(score.pairF()).as(score.toString()).isGreaterThan(0.98);
    }

    @Test
    void theSameThroughAnotherSeedOfPartitionsAndWithDuplicates() throws Exception {
        LabelledStorms storms = new LabelledStorms(4, 8, 300_000, 30, 60_000, 2);
        Score plain = score(storms, Disturbance.NONE, 1);
        Score shuffled = score(storms, new Disturbance(0.05, 0, 0, 0, 7), 5);
        assertThat(shuffled).isEqualTo(plain);
    }

    @Test
    void skewedClocksChangeNothing() throws Exception {
        LabelledStorms storms = new LabelledStorms(4, 8, 300_000, 30, 60_000, 3);
        Score plain = score(storms, Disturbance.NONE, 3);
        assertThat(score(storms, new Disturbance(0, 90_000, 0, 0, 7), 3).pairF())
                .isGreaterThanOrEqualTo(plain.pairF() - 0.02);
    }

    @Test
    void theCommandTellsTheScore() throws Exception {
        new LabelledStorms(2, 2, 600_000, 5, 0, 1).write(folder);
        StringWriter out = new StringWriter();
        CommandLine weir = Main.commandLine().setOut(new PrintWriter(out));
        assertThat(weir.execute(
                        "score",
                        "--capture",
                        folder.resolve("capture.jsonl").toString(),
                        "--truth",
                        folder.resolve("truth.jsonl").toString(),
                        "--out",
                        folder.resolve("out").toString()))
                .isZero();
        assertThat(out.toString()).startsWith("alerts=10 faults=2 incidents=2 missing=0 V=1.000");
        assertThat(Files.readAllLines(folder.resolve("out/incidents.jsonl")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"incidentId\":\""));
    }

    @Test
    void whatIsWrongInACaptureIsToldWithItsPlace() throws Exception {
        Path capture = folder.resolve("capture.jsonl");
        Files.write(capture, List.of("", "{\"receivedAt\": \"now\", \"tenant\": \"acme\", \"body\": {}}"));
        assertThatThrownBy(() -> Capture.read(capture))
                .hasMessage(capture + ":2: receivedAt: expected a time like" + " 2026-03-02T06:00:00.264Z, found now");
    }
}
