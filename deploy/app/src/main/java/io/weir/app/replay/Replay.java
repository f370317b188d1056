package io.weir.app.replay;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.replay.Capture.Delivery;
import io.weir.app.replay.Grouping.Episode;
import io.weir.pipeline.replay.LogFile;
import io.weir.pipeline.replay.ReplaySettings;
import io.weir.pipeline.replay.ResultParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A capture, replayed through the correlate job.
 *
 * @param rules YAML of the rule book for all tenants
 * @param disturbance what goes wrong on the way
 * @param partitions of the alerts' topic
 * @param parallelism of the job
 */
public record Replay(String rules, Disturbance disturbance, int partitions, int parallelism) {

    private static final long LEAD_MS = 2_000;

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
        run(log(arrived, folder), folder);
        Map<String, Long> skews = new HashMap<>();
        capture.deliveries().forEach(d -> skews.put(d.alert().fingerprint(), disturbance.skewOf(d.alert())));
        Grouping grouping = Grouping.read(folder, fingerprint -> skews.getOrDefault(fingerprint, 0L));
        grouping.write(folder.resolve("incidents.jsonl"));
        return new Result(Score.of(truth, grouping.members()), arrived.size(), capture.rejected());
    }

    private ReplaySettings log(List<Delivery> arrived, Path folder) throws IOException {
        LogWriter log = new LogWriter(folder, partitions, disturbance.seed());
        try (log) {
            for (Delivery delivery : arrived) {
                log.alert(delivery.at(), delivery.alert());
            }
            log.end(arrived.get(arrived.size() - 1).at() + CaptureLog.AFTER_MS);
        }
        return ReplaySettings.of(
                new ReplaySettings.Files(log.alerts(), log.directives()), rules, LEAD_MS, folder.toString());
    }

    private void run(ReplaySettings settings, Path folder) throws IOException, InterruptedException {
        Path checkpoints = folder.resolve("checkpoints");
        ReplayFolder.delete(checkpoints);
        try (ReplayEngine engine = ReplayEngine.start(parallelism, new CompletableFuture<>(), progress -> {})) {
            long records = settings.files().alerts().stream()
                    .mapToLong(LogFile.Recorded::records)
                    .sum();
            engine.run(settings, checkpoints, new ReplayMeter("score", records, System.nanoTime()));
        }
        ReplayFolder.delete(checkpoints);
    }
}
