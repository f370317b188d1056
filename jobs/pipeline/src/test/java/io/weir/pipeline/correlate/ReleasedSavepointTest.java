package io.weir.pipeline.correlate;

import static io.weir.pipeline.correlate.AnswerRig.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.TestFlink;
import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.StateStore;
import io.weir.schema.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * This code goes on with the state of each release: same incidents, same decisions, other parallelisms. What a release left
 * is in {@code src/test/resources/released}: the log, the savepoint in the middle of it, and what was said before. Without
 * transactions, for those of the savepoint are of a Kafka that is no more.
 */
class ReleasedSavepointTest {
    private static final Path RELEASED = Path.of("src/test/resources/released/0.1");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ORDINARY_UPDATE = Pattern.compile(
            "\"kind\":\"(updated|published)\",\"reason\":\"(members-changed|too-many-open-incidents)\"");
    private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+),");

    @TempDir
    static Path folder;

    private static TestFlink flink;

    @BeforeAll
    static void start() throws Exception {
        flink = new TestFlink(4);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    @Test
    void goesOnAtOtherParallelisms() throws Exception {
        ReleasedState released = ReleasedState.read(RELEASED);
        Map<String, List<String>> whole = undisturbed(released.log());
        assertThat(released.said().get(Topics.INCIDENTS)).as("said before").hasSizeGreaterThan(20);
        try (AnswerRig rig = new AnswerRig(flink, folder, RecordedLog.RULES)) {
            List<RecordedLog.Entry> log = released.log();
            rig.write(
                    log.subList(0, released.before()),
                    log.get(released.before()).time());
            JobClient three = rig.live(3, Guarantee.AT_LEAST_ONCE, checkpoints(), released.savepoint());
            int later = released.before() + (log.size() - released.before()) / 2;
            rig.write(log.subList(released.before(), later), log.get(later).time());
            await().atMost(PATIENCE)
                    .until(() -> rig.kafka().read(Topics.INCIDENTS).size() > 10);
            String savepoint = stop(three);

            JobClient two = rig.live(2, Guarantee.AT_LEAST_ONCE, checkpoints(), savepoint);
            rig.write(log.subList(later, log.size()), 0);
            rig.writeTheEnd(RecordedLog.END);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertSame(atAnyPace(together(released.said(), rig.results())), atAnyPace(whole)));
            two.cancel().get();
            assertRevisionsGoOn(together(released.said(), rig.results()).get(Topics.INCIDENTS));
        }
    }

    /** Numbers go on where they were: none stands for two revisions. Some may be said twice, nothing is in transactions. */
    private static void assertRevisionsGoOn(List<String> incidents) {
        Map<String, String> revisions = new TreeMap<>();
        for (String line : incidents) {
            Matcher revision = REVISION.matcher(line);
            assertThat(revision.find()).as(line).isTrue();
            String other = revisions.put(line.substring(0, line.indexOf(' ')) + " " + revision.group(1), line);
            assertThat(line).isEqualTo(other == null ? line : other);
        }
    }

    private static Map<String, List<String>> undisturbed(List<RecordedLog.Entry> log) throws Exception {
        try (AnswerRig rig = new AnswerRig(flink, folder, RecordedLog.RULES)) {
            rig.write(log, 0);
            rig.writeTheEnd(RecordedLog.END);
            return ofInterest(rig.replay(2, StateStore.HEAP));
        }
    }

    /** Tallies are told again when something is settled later: the last word is not the only one. */
    private static Map<String, List<String>> ofInterest(Map<String, List<String>> results) {
        Map<String, List<String>> kept = new TreeMap<>(results);
        kept.remove(AnswerRig.TALLIES);
        return kept;
    }

    /** Without ordinary updates and the count of revisions: release 0.1 updated all scopes at the same pace. */
    private static Map<String, List<String>> atAnyPace(Map<String, List<String>> results) {
        Map<String, List<String>> compared = new TreeMap<>();
        results.forEach((topic, said) -> compared.put(
                topic,
                said.stream()
                        .filter(line -> !ORDINARY_UPDATE.matcher(line).find())
                        .map(line -> REVISION.matcher(line).replaceFirst(""))
                        .toList()));
        return compared;
    }

    private static Map<String, List<String>> together(
            Map<String, List<String>> before, Map<String, List<String>> after) {
        Map<String, List<String>> all = new TreeMap<>();
        ofInterest(after).forEach((topic, said) -> {
            List<String> both = new ArrayList<>(before.get(topic));
            both.addAll(said);
            all.put(topic, both);
        });
        return all;
    }

    private static String checkpoints() throws Exception {
        return Files.createTempDirectory(folder, "checkpoints").toUri().toString();
    }

    private static String stop(JobClient job) throws Exception {
        String to = Files.createTempDirectory(folder, "savepoints").toUri().toString();
        return flink.stop(job, to);
    }

    /** Writes what this code leaves behind, for the day of a release: {@code -Dweir.released.write=FOLDER}. */
    @Test
    @EnabledIfSystemProperty(named = "weir.released.write", matches = ".+")
    void writeWhatThisReleaseLeaves() throws Exception {
        List<RecordedLog.Entry> log = RecordedLog.of(7);
        int before = log.size() / 2;
        try (AnswerRig rig = new AnswerRig(flink, folder, RecordedLog.RULES)) {
            rig.write(log.subList(0, before), log.get(before).time());
            JobClient job = rig.live(1, Guarantee.AT_LEAST_ONCE, checkpoints(), null);
            await().atMost(PATIENCE)
                    .until(() -> rig.kafka().read(Topics.INCIDENTS).size() > 20);
            String savepoint = stop(job);
            ReleasedState.write(
                    Path.of(System.getProperty("weir.released.write")),
                    log,
                    before,
                    ofInterest(rig.results()),
                    savepoint);
        }
    }
}
