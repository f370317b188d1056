package io.weir.app.bench;

import io.weir.app.bench.flink.PipelinePart;
import io.weir.app.bench.flow.DeliverPart;
import io.weir.app.bench.flow.FairnessPart;
import io.weir.app.bench.flow.LatencyPart;
import io.weir.app.bench.flow.ReplayPart;
import io.weir.app.bench.flow.StartPart;
import io.weir.app.bench.intake.IntakePart;
import io.weir.app.bench.process.FileTree;
import io.weir.app.bench.scale.LoopsPart;
import io.weir.app.bench.scale.ScalingPart;
import io.weir.app.bench.scale.StormPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The benchmark: all parts one after the other, on one broker. */
public final class Bench {
    private static final Logger LOG = LoggerFactory.getLogger(Bench.class);

    private Bench() {}

    private static List<BenchPart> parts() {
        return List.of(
                new PipelinePart(),
                new IntakePart(),
                new LatencyPart(),
                new ScalingPart(),
                new StormPart(),
                new ReplayPart(),
                new DeliverPart(),
                new StartPart(),
                new LoopsPart(),
                // the longest
                new FairnessPart());
    }

    /** The names of all rows. */
    public static List<String> rows() {
        return parts().stream().flatMap(part -> part.rows().stream()).toList();
    }

    /** The same, those of one part together. */
    public static List<List<String>> rowsByPart() {
        return parts().stream().map(BenchPart::rows).toList();
    }

    /**
     * Runs it and writes {@code bench.json} after each row. A part that fails does not keep the others from being measured: a
     * full run takes hours.
     *
     * @param home folder of the checkout, for the commit
     * @param said is told each row when it is known
     * @throws IOException when the folder cannot be written to
     */
    public static BenchResult run(BenchPlan plan, Path home, Consumer<Row> said)
            throws IOException, InterruptedException {
        Files.createDirectories(plan.out());
        Path work = Files.createTempDirectory(plan.out(), "work-");
        String machine = Machine.description();
        String commit = Machine.commit(home);
        List<Row> rows = new ArrayList<>();
        List<BenchResult.Missed> missed = new ArrayList<>();
        try (Stage stage = new Stage(plan, work, row -> {
            rows.add(row);
            write(plan, new BenchResult(machine, commit, now(), plan.quick(), rows, missed));
            said.accept(row);
        })) {
            for (BenchPart part : parts()) {
                List<String> wanted = part.rows().stream().filter(plan::wants).toList();
                if (!wanted.isEmpty()) {
                    run(part, stage, wanted).ifPresent(missed::add);
                }
            }
        } finally {
            FileTree.remove(work);
        }
        BenchResult result = new BenchResult(machine, commit, now(), plan.quick(), rows, missed);
        write(plan, result);
        return result;
    }

    private static Optional<BenchResult.Missed> run(BenchPart part, Stage stage, List<String> wanted)
            throws InterruptedException {
        try {
            part.run(stage);
            return Optional.empty();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("{} could not be measured", wanted, e);
            stage.clear();
            return Optional.of(new BenchResult.Missed(wanted, e.toString()));
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void write(BenchPlan plan, BenchResult result) {
        try {
            result.write(plan.out().resolve("bench.json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
