package io.weir.app.replay;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.compare.Diff;
import io.weir.app.compare.Figures;
import io.weir.app.compare.IncidentDiff;
import io.weir.app.compare.Night;
import io.weir.app.compare.Received;
import io.weir.app.compare.Run;
import io.weir.app.compare.RunFolder;
import io.weir.app.compare.RunIncidents;
import io.weir.app.report.ReportPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * A candidate rule book beside the rules in force, on the live stream: two replays without an end, both from the same
 * instant on, so that what they say can be compared. What runs live is not asked: it knows alerts from before that
 * instant, which would look like a difference.
 */
public final class ShadowRun {
    static final String MARK = "shadow.json";
    private static final String REACHED = "reached.json";
    private static final long SECOND_MS = 1_000;

    private final ReplayFolder folder;
    private final ReplayPlan plan;

    private ShadowRun(ReplayFolder folder, ReplayPlan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /**
     * Begins one, or takes up the one that {@code out} holds.
     *
     * @throws CommandFailure when that has another rule book
     */
    public static ShadowRun start(Path out, ReplayPlan plan) throws IOException {
        if (ReplayFolder.isBegun(out)) {
            ShadowRun known = of(out);
            if (!known.plan.after().yaml().equals(plan.after().yaml())) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--rules: " + out + " holds a shadow of "
                                + known.plan.after().name() + " with another text; name another folder");
            }
            return known;
        }
        ReplayFolder folder = ReplayFolder.fresh(out);
        folder.write(ReplayFolder.PLAN, plan);
        folder.write(MARK, plan.fromMs());
        return new ShadowRun(folder, plan);
    }

    /**
     * The one that {@code out} holds.
     *
     * @throws CommandFailure when there is none
     */
    public static ShadowRun of(Path out) throws IOException {
        if (!ReplayFolder.isBegun(out)) {
            throw new CommandFailure(ExitCode.USAGE, "--out: no shadow was started in " + out);
        }
        ReplayFolder folder = ReplayFolder.begun(out);
        if (!folder.has(MARK)) {
            throw new CommandFailure(ExitCode.USAGE, "--out: " + out + " holds a replay, and no shadow");
        }
        return new ShadowRun(folder, folder.read(ReplayFolder.PLAN, ReplayPlan.class));
    }

    /** What it runs. */
    public ReplayPlan plan() {
        return plan;
    }

    /**
     * Runs until it is to stop.
     *
     * @param kafka client properties, the address among them
     * @param told called with the event time, milliseconds since the epoch, up to which results can be compared
     * @throws IllegalStateException when a job fails for good
     */
    public void run(Map<String, String> kafka, int parallelism, CompletableFuture<Void> stop, LongConsumer told)
            throws InterruptedException {
        ReplayInput input = ReplayInput.withoutEnd(plan, kafka);
        List<Following> both = List.of(
                following(input, plan.before(), folder.before()), following(input, plan.after(), folder.after()));
        try (ReplayEngine engine = ReplayEngine.start(2, parallelism, stop, progress -> {})) {
            engine.follow(both, () -> {
                long reached =
                        both.stream().mapToLong(Following::reachedMs).min().orElseThrow();
                if (reached != Long.MIN_VALUE) {
                    reach(reached);
                    told.accept(reached);
                }
            });
        }
    }

    private Following following(ReplayInput input, ReplayPlan.Book book, ReplayFolder.Stage stage) {
        return new Following(input.settings(plan, book, stage.raw()), stage.checkpoints());
    }

    private void reach(long reachedMs) {
        try {
            folder.write(REACHED, reachedMs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder.path(), e);
        }
    }

    /**
     * Compares what both said so far; writes {@code diff.json} and {@code report.html}.
     *
     * @throws CommandFailure when there is nothing yet
     */
    public Diff compare(Night night) throws IOException {
        long to = folder.has(REACHED) ? Math.floorDiv(folder.read(REACHED, Long.class), SECOND_MS) * SECOND_MS : 0;
        if (to <= plan.fromMs()) {
            throw new CommandFailure(ExitCode.FAILED, "the shadow has not got anywhere yet; come again in a minute");
        }
        Run before = read(plan.before(), folder.before(), to, night);
        Run after = read(plan.after(), folder.after(), to, night);
        Diff diff = IncidentDiff.compare(before, after, plan.fromMs(), to);
        Path document = folder.path().resolve("diff.json");
        diff.write(document);
        ReportPage.write(
                folder.path().resolve("report.html"),
                RunIncidents.document(document),
                RunIncidents.of(before),
                RunIncidents.of(after));
        return diff;
    }

    private Run read(ReplayPlan.Book book, ReplayFolder.Stage stage, long to, Night night) throws IOException {
        Files.createDirectories(stage.results());
        Received received = RunFolder.write(stage.raw(), stage.results(), folder.temp(), plan.hostsPerIncident(), to);
        return new Run(book.name(), stage.results(), Figures.of(stage.results(), night, received));
    }
}
