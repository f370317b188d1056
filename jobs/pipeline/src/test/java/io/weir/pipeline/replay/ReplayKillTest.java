package io.weir.pipeline.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.correlate.RecordedLog;
import io.weir.pipeline.kafka.RetainedCheckpoints;
import io.weir.pipeline.kafka.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay over topics that was killed goes on from its newest checkpoint, and ends with what it would have ended with. */
class ReplayKillTest {
    private static final History HISTORY = new History(RecordedLog.longer(12));

    @TempDir
    Path folder;

    private ReplayRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new ReplayRig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void overTopics() throws Exception {
        try (TestKafka kafka = new TestKafka(Files.createDirectory(folder.resolve("kafka")))) {
            kafka.freshTopics(History.PARTITIONS, false);
            HISTORY.writeTo(kafka);
            killAndGoOn(ReplayRig.whole(kafka, RecordedLog.START));
        }
    }

    private void killAndGoOn(ReplaySettings settings) throws Exception {
        Results undisturbed = rig.run(settings, 2);
        assertThat(undisturbed.incidents()).hasSizeGreaterThan(100);

        Path checkpoints = folder.resolve("checkpoints");
        Path results = rig.fresh();
        JobClient first = rig.start(settings, results, 2, checkpoints, null);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> RetainedCheckpoints.newestId(checkpoints) >= 1
                        && !ResultParts.of(results, ResultParts.INCIDENTS).isEmpty());
        first.cancel().get();
        await().atMost(Duration.ofSeconds(60)).until(() -> first.getJobStatus().get() == JobStatus.CANCELED);
        int halfway = Results.read(results).incidents().size();
        assertThat(halfway).isPositive().isLessThan(undisturbed.incidents().size());

        JobClient second = rig.start(settings, results, 3, checkpoints, RetainedCheckpoints.newest(checkpoints));
        second.getJobExecutionResult().get();

        Results.read(results).assertSameAs(undisturbed);
    }
}
