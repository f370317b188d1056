package io.weir.app.replay;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.compare.Diff;
import io.weir.app.compare.FailIf;
import io.weir.app.compare.Figures;
import io.weir.app.compare.IncidentDiff;
import io.weir.app.compare.Night;
import io.weir.app.compare.Received;
import io.weir.app.compare.Run;
import io.weir.app.compare.RunFolder;
import io.weir.app.compare.RunIncidents;
import io.weir.app.compare.RunSummary;
import io.weir.app.report.ReportPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A replay from its plan to its results: a run of the job under each rule book, then what the runs say, compared when
 * there are two. One that is finished can be taken up too, to be judged otherwise.
 */
public final class ReplayRun {
    private final ReplayFolder folder;
    private final ReplayPlan plan;
    private final Judgement judgement;

    /**
     * How results are judged.
     *
     * @param night hours in which people sleep
     * @param truth labelled episodes; null for none
     * @param failIf conditions that must not hold; null for none
     */
    public record Judgement(Night night, Path truth, FailIf failIf) {}

    /**
     * What came of it. Times are milliseconds since the epoch.
     *
     * @param fromMs first instant
     * @param toMs first instant after it: as asked for, or as far as the log reaches
     * @param rejected requests and alerts of captures that could not be read
     * @param before the run, or the first of two
     * @param scores how well each run grouped labelled alerts, by name; empty without labels
     * @param diff what is different; empty without a second rule book
     * @param failed conditions that hold, each as a sentence
     */
    public record Outcome(
            long fromMs,
            long toMs,
            long rejected,
            Run before,
            List<Map<String, Number>> scores,
            Optional<Diff> diff,
            List<FailIf.Finding> failed) {}

    private ReplayRun(ReplayFolder folder, ReplayPlan plan, Judgement judgement) {
        this.folder = folder;
        this.plan = plan;
        this.judgement = judgement;
    }

    /** Begins one in {@code out}; what an earlier one left there is deleted. */
    public static ReplayRun begin(Path out, ReplayPlan plan, Judgement judgement) throws IOException {
        ReplayFolder folder = ReplayFolder.fresh(out);
        folder.write(ReplayFolder.PLAN, plan);
        return new ReplayRun(folder, plan, judgement);
    }

    /**
     * Takes up one that was begun in {@code out}.
     *
     * @throws CommandFailure when there is none
     */
    public static ReplayRun resume(Path out, Judgement judgement) throws IOException {
        ReplayFolder folder = ReplayFolder.begun(out);
        if (folder.has(ShadowRun.MARK)) {
            throw new CommandFailure(ExitCode.USAGE, "--resume: " + out + " holds a shadow: see weir shadow start");
        }
        return new ReplayRun(folder, folder.read(ReplayFolder.PLAN, ReplayPlan.class), judgement);
    }

    /**
     * Whether the one in {@code out} has two rule books.
     *
     * @throws CommandFailure when there is none
     */
    public static boolean compares(Path out) throws IOException {
        return ReplayFolder.begun(out).read(ReplayFolder.PLAN, ReplayPlan.class).after() != null;
    }

    /** What it replays. */
    public ReplayPlan plan() {
        return plan;
    }

    /** Whether there is something to be read from Kafka yet, by this process. */
    public boolean readsKafka() {
        return plan.capture() == null && !isOnCluster() && !isDone();
    }

    private boolean isOnCluster() {
        return folder.has(ClusterReplay.DOCUMENT);
    }

    private boolean isDone() {
        return folder.before().isDone()
                && (plan.after() == null || folder.after().isDone());
    }

    /**
     * Does what is not done yet.
     *
     * @param kafka client properties, the address among them; empty when captures are read
     * @param stop completes when the user wants it to end
     * @throws CommandFailure when it was stopped, or a capture cannot be read
     * @throws IllegalStateException when the job fails
     */
    public Outcome run(
            Map<String, String> kafka, int parallelism, CompletableFuture<Void> stop, Progress.Listener listener)
            throws IOException, InterruptedException {
        boolean elsewhere = plan.capture() == null && !readsKafka();
        ReplayInput input = elsewhere ? ReplayInput.of(plan) : ReplayInput.prepare(plan, kafka, folder);
        ReplayPlan fixed = plan.within(input.fromMs(), input.toMs());
        folder.write(ReplayFolder.PLAN, fixed);
        if (isOnCluster() && !isDone()) {
            folder.read(ClusterReplay.DOCUMENT, ClusterReplay.class).await(stop);
            folder.before().markDone(null);
            folder.after().markDone(null);
        }
        if (!isDone()) {
            try (ReplayEngine engine = ReplayEngine.start(parallelism, stop, listener)) {
                job(engine, input, fixed.before(), folder.before());
                if (plan.after() != null) {
                    job(engine, input, fixed.after(), folder.after());
                }
            }
        }
        Outcome outcome = judge(input);
        folder.tidy();
        return outcome;
    }

    private void job(ReplayEngine engine, ReplayInput input, ReplayPlan.Book book, ReplayFolder.Stage stage)
            throws IOException, InterruptedException {
        if (!stage.isDone()) {
            if (input.files() != null) {
                // it begins again
                ReplayFolder.delete(stage.work());
            }
            Progress end = engine.run(
                    input.settings(plan, book, stage.raw()),
                    stage.checkpoints(),
                    new ReplayMeter(book.name(), input.records(), System.nanoTime()));
            stage.markDone(end.alerts());
        }
    }

    private Outcome judge(ReplayInput input) throws IOException {
        Side before = read(plan.before(), folder.before());
        List<Map<String, Number>> scores = new ArrayList<>();
        scores.add(score(before));
        List<FailIf.Finding> found = null;
        Optional<Diff> diff = Optional.empty();
        if (plan.after() == null) {
            found = judgement.failIf() == null
                    ? null
                    : judgement.failIf().check(before.run().figures());
        } else {
            Side after = read(plan.after(), folder.after());
            Diff compared = IncidentDiff.compare(before.run(), after.run(), input.fromMs(), input.toMs());
            found = judgement.failIf() == null ? null : judgement.failIf().check(compared);
            Path document = folder.path().resolve("diff.json");
            compared.write(document);
            ReportPage.write(
                    folder.path().resolve("report.html"),
                    RunIncidents.document(document),
                    RunIncidents.of(before.run()),
                    RunIncidents.of(after.run()));
            scores.add(score(after));
            summarize(input, after, scores.get(1), null);
            diff = Optional.of(compared);
        }
        summarize(input, before, scores.get(0), found);
        return new Outcome(
                input.fromMs(),
                input.toMs(),
                input.rejected(),
                before.run(),
                judgement.truth() == null ? List.of() : scores,
                diff,
                found == null ? List.of() : found);
    }

    /** Null without labels. */
    private Map<String, Number> score(Side side) {
        return judgement.truth() == null
                ? null
                : TruthScore.of(judgement.truth(), side.run().folder().resolve(RunFolder.EPISODES));
    }

    private record Side(Run run, Received received) {}

    private Side read(ReplayPlan.Book book, ReplayFolder.Stage stage) throws IOException {
        String known = stage.work().getFileName() + ".json";
        if (!folder.has(known)) {
            folder.write(known, RunFolder.write(stage.raw(), stage.results(), folder.temp(), plan.hostsPerIncident()));
        }
        Received received = folder.read(known, Received.class);
        Long alerts = stage.alerts();
        if (alerts != null) {
            // the account of the last minute may not have been told by the end
            received = new Received(alerts, received.deadLetters());
        }
        Figures figures = Figures.of(stage.results(), judgement.night(), received);
        return new Side(new Run(book.name(), stage.results(), figures), received);
    }

    private static void summarize(ReplayInput input, Side side, Map<String, Number> truth, List<FailIf.Finding> found)
            throws IOException {
        new RunSummary(
                        side.run().name(),
                        input.fromMs(),
                        input.toMs(),
                        side.run().figures(),
                        side.received().deadLetters() + input.rejected(),
                        truth,
                        found)
                .write(side.run().folder().resolve("summary.json"));
    }
}
