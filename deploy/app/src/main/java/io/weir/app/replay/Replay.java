package io.weir.app.replay;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.replay.Capture.Delivery;
import io.weir.app.replay.Grouping.Episode;
import io.weir.pipeline.replay.ReplaySettings;
import io.weir.pipeline.replay.ResultParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A capture, replayed through the correlate job.
 *
 * @param rules YAML of the rule book for all tenants
 * @param disturbance what goes wrong on the way
 * @param partitions of the alerts' topic
 * @param parallelism of the job
 */
public record Replay(String rules, Disturbance disturbance, int partitions, int parallelism) {

    /** What came of it. */
    public record Result(Score score, int alerts, int rejected) {}

    /**
     * Replays and compares with the truth; leaves {@code incidents.jsonl} and the job's own files in {@code folder}.
     *
     * @throws CommandFailure when a file cannot be read
     * @throws IllegalStateException when the job fails
     */
    public Result score(Path captureFile, Path truthFile, Path folder) throws IOException, InterruptedException {
        Map<Episode, String> truth = Truth.read(truthFile);
        Capture capture = Capture.read(captureFile);
        if (capture.deliveries().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, captureFile + ": no alert in it");
        }
        List<Delivery> arrived = disturbance.disturb(capture.deliveries());
        Files.createDirectories(folder);
        ResultParts.clear(folder);
        ReplaySettings log = ReplayLog.write(arrived, rules, partitions, disturbance.seed(), folder);
        ReplayCluster.run(log, parallelism);
        Map<String, Long> skews = new HashMap<>();
        capture.deliveries().forEach(d -> skews.put(d.alert().fingerprint(), disturbance.skewOf(d.alert())));
        Grouping grouping = Grouping.read(folder, fingerprint -> skews.getOrDefault(fingerprint, 0L));
        grouping.write(folder.resolve("incidents.jsonl"));
        return new Result(Score.of(truth, grouping.members()), arrived.size(), capture.rejected());
    }
}
