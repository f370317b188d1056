package io.weir.app.replay;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.submit.FlinkRest;
import io.weir.pipeline.ReplayJob;
import io.weir.pipeline.replay.ReplaySettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.SettingsJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The jobs of a replay that run on a cluster of the user's own.
 *
 * @param flink address of its web interface
 * @param jobs Flink's ids: of the run, and of the one that it is compared with
 */
public record ClusterReplay(String flink, List<String> jobs) {
    static final String DOCUMENT = "cluster.json";
    private static final long LOOK_EVERY_MS = 2_000;
    private static final long CHECKPOINT_EVERY_MS = 10_000;

    /**
     * Hands the jobs in; their results go to {@code out}.
     *
     * @param kafka client properties, the address among them; secrets in them must be references
     * @param savepoint where the run goes on from, which was begun in {@code out} by the same plan; only for one without a
     *     second book
     * @throws CommandFailure when Flink or the settings refuse it
     */
    public static ClusterReplay submit(
            Path out,
            ReplayPlan plan,
            Map<String, String> kafka,
            FlinkRest rest,
            URI flink,
            Path jar,
            int parallelism,
            Optional<String> savepoint)
            throws IOException, InterruptedException {
        ReplayPlan fixed = savepoint.isPresent() ? begun(out, plan) : plan;
        ReplayFolder folder = savepoint.isPresent() ? ReplayFolder.begun(out) : ReplayFolder.fresh(out);
        ReplayInput input = ReplayInput.prepare(fixed, kafka, folder);
        folder.write(ReplayFolder.PLAN, fixed.within(input.fromMs(), input.toMs()));
        String stored = rest.upload(jar);
        List<String> jobs = new ArrayList<>();
        jobs.add(run(
                rest,
                stored,
                input.settings(plan, plan.before(), folder.before().raw()),
                parallelism,
                savepoint));
        if (plan.after() != null) {
            jobs.add(run(
                    rest,
                    stored,
                    input.settings(plan, plan.after(), folder.after().raw()),
                    parallelism,
                    Optional.empty()));
        }
        ClusterReplay replay = new ClusterReplay(flink.toString(), jobs);
        folder.write(DOCUMENT, replay);
        return replay;
    }

    /**
     * The plan with its period: what was said before the savepoint lies in the folder, and the rest has to come from the
     * same history.
     */
    private static ReplayPlan begun(Path out, ReplayPlan plan) throws IOException {
        if (!ReplayFolder.isBegun(out)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--out: " + out + " holds no replay that was begun; name the one of the savepoint");
        }
        ReplayFolder folder = ReplayFolder.begun(out);
        ReplayPlan known = folder.read(ReplayFolder.PLAN, ReplayPlan.class);
        if (!folder.has(DOCUMENT) || !plan.within(known.fromMs(), known.toMs()).equals(known)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--from-savepoint: the replay in " + out + " was begun with other options; give the same ones");
        }
        if (folder.before().isDone()) {
            throw new CommandFailure(ExitCode.USAGE, "--from-savepoint: the replay in " + out + " is complete");
        }
        return known;
    }

    private static String run(
            FlinkRest rest, String jar, ReplaySettings settings, int parallelism, Optional<String> savepoint)
            throws IOException, InterruptedException {
        // checkpoints go where the cluster's own configuration says
        ReplaySettings local = settings.withEngine(
                EngineSettings.of(null).withParallelism(parallelism).withCheckpointEvery(CHECKPOINT_EVERY_MS));
        try {
            List<String> arguments = List.of("--settings", SettingsJson.write(local));
            return rest.run(jar, ReplayJob.class.getName(), arguments, parallelism, savepoint);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--config: " + e.getMessage(), e);
        }
    }

    /** To Flink a job that was stopped with a savepoint has finished, too. */
    private void refuseStopped(FlinkRest rest, String job) throws InterruptedException {
        Optional<String> savepoint = rest.savepointAtStop(job);
        if (savepoint.isPresent()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "job " + job + " at " + flink + " was stopped before its end; it goes on with weir submit replay"
                            + " --from-savepoint " + savepoint.get());
        }
    }

    /**
     * Waits until they are done.
     *
     * @param stop completes when the user wants it to end; the jobs run on
     * @throws CommandFailure when one failed, or it was stopped
     */
    void await(CompletableFuture<Void> stop) throws InterruptedException {
        FlinkRest rest = new FlinkRest(URI.create(flink));
        for (String job : jobs) {
            String state = rest.state(job);
            while (!state.equals("FINISHED")) {
                if (state.equals("FAILED") || state.startsWith("CANCEL")) {
                    throw new CommandFailure(ExitCode.FAILED, "job " + job + " at " + flink + " is " + state);
                }
                if (stop.isDone()) {
                    throw new CommandFailure(ExitCode.FAILED, "job " + job + " at " + flink + " runs on");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
                state = rest.state(job);
            }
            refuseStopped(rest, job);
        }
    }
}
