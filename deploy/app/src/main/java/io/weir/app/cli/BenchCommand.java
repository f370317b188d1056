package io.weir.app.cli;

import io.weir.app.ExitCode;
import io.weir.app.bench.Bench;
import io.weir.app.bench.BenchPage;
import io.weir.app.bench.BenchPlan;
import io.weir.app.bench.BenchResult;
import io.weir.app.bench.BenchTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What each part costs. */
@Command(
        name = "bench",
        description = "Measure what each part of Weir costs, side by side in one run: CPU seconds per million alerts,"
                + " rates and latencies.",
        footer = {"", "bench.json holds the result. A full run takes long; --quick only shows that everything works."})
final class BenchCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "Small sizes, one round: the figures say little.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "ROW",
            split = ",",
            description = "Only these rows; a first part such as \"bridge\" stands for all that begin with it.")
    private List<String> only = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "weir-bench",
            description = "Folder of the result. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Also write a full result as a page in Markdown, such as BENCHMARKS.md; what is by hand in it"
                    + " stays.")
    private Path page;

    @Option(names = "--list", description = "Only name the rows.")
    private boolean list;

    @Override
    public Integer call() throws Exception {
        PrintWriter console = spec.commandLine().getOut();
        if (list) {
            Bench.rows().forEach(console::println);
            return ExitCode.OK;
        }
        for (String name : only) {
            BenchPlan alone = new BenchPlan(quick, List.of(name), out);
            if (Bench.rows().stream().noneMatch(alone::wants)) {
                throw new ParameterException(
                        spec.commandLine(), "--only: there is no row \"" + name + "\"; --list names them");
            }
        }
        BenchPage written = page == null ? null : page();
        console.println(BenchTable.heading());
        BenchResult result =
                Bench.run(new BenchPlan(quick, only, out), Path.of(System.getProperty("weir.home", ".")), row -> {
                    console.println(BenchTable.line(row));
                    console.flush();
                });
        console.println("written to " + out.resolve("bench.json"));
        if (written != null) {
            written.write(result, Bench.rowsByPart());
            console.println("written to " + page);
        }
        result.missed()
                .forEach(part -> spec.commandLine()
                        .getErr()
                        .println("not measured to the end: " + String.join(", ", part.rows()) + ": " + part.reason()));
        return result.missed().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Before anything is measured: what cannot be written must not cost a run. */
    private BenchPage page() throws IOException {
        if (quick || !only.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--page: only of a full run, so without --quick and --only");
        }
        try {
            return BenchPage.at(page);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--page: " + e.getMessage(), e);
        }
    }
}
