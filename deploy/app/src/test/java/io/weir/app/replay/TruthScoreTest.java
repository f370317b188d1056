package io.weir.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.compare.RunFolder;
import io.weir.schema.rules.RuleBookParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real job leaves, as a run folder. */
class TruthScoreTest {
    @TempDir
    Path folder;

    private Score replay(LabelledStorms storms, int partitions, long seed, String name) throws Exception {
        Path out = folder.resolve(name + "-out");
        storms.write(Files.createDirectories(folder.resolve(name)));
        Score score = new Replay(RuleBookParser.defaultBookYaml(), new Disturbance(0, 0, 0, 0, seed), partitions, 2)
                .score(folder.resolve(name + "/capture.jsonl"), folder.resolve(name + "/truth.jsonl"), out)
                .score();
        RunFolder.write(raw(out), folder.resolve(name), folder, 3);
        return score;
    }

    /** Where the job left its parts, in folders by name or all in one. */
    private static Path raw(Path out) throws IOException {
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(path -> Files.isDirectory(path)
                            && path.getFileName().toString().equals("incidents"))
                    .map(Path::getParent)
                    .findFirst()
                    .orElse(out);
        }
    }

    @Test
    void theEpisodesOfARunScoreAsItsDecisionsDo() throws Exception {
        Score score = replay(new LabelledStorms(4, 8, 300_000, 30, 20_000, 2), 3, 1, "run");
        Map<String, Number> scores =
                TruthScore.of(folder.resolve("run/truth.jsonl"), folder.resolve("run/" + RunFolder.EPISODES));
        assertThat(scores)
                .containsEntry("alerts", score.alerts())
                .containsEntry("faults", score.faults())
                .containsEntry("incidents", score.incidents())
                .containsEntry("missing", score.missing())
                .containsEntry("v", score.v())
                .containsEntry("pairF", score.pairF())
                .containsEntry("fragments", score.fragments())
                .containsEntry("leak", score.leak());
        assertThat(score.alerts()).isEqualTo(240);
        assertThat(score.missing()).as("what is in no incident is compared too").isPositive();
    }

    @Test
    void partitionsAndTheirOrderLeaveNoTrace() throws Exception {
        LabelledStorms storms = new LabelledStorms(3, 4, 300_000, 20, 30_000, 5);
        replay(storms, 1, 1, "one");
        replay(storms, 5, 9, "other");
        for (String file : new String[] {RunFolder.INCIDENTS, RunFolder.EPISODES, RunFolder.REMEDIATIONS}) {
            assertThat(folder.resolve("other/" + file)).hasSameBinaryContentAs(folder.resolve("one/" + file));
        }
        assertThat(Files.readAllLines(folder.resolve("one/" + RunFolder.EPISODES)))
                .hasSizeGreaterThan(80);
    }
}
