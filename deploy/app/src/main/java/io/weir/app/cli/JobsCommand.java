package io.weir.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.weir.app.ExitCode;
import io.weir.app.submit.FlinkJobs;
import io.weir.app.submit.FlinkRest;
import io.weir.app.text.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What runs on a Flink cluster. */
@Command(
        name = "jobs",
        description = "List the jobs of a Flink cluster: those that run, and what became of the others.")
final class JobsCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    HelpOption help;

    @Mixin
    private FlinkOption flink;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<FlinkJobs.ClusterJob> jobs = new FlinkJobs(new FlinkRest(flink.web())).all();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(jobs));
        } else if (jobs.isEmpty()) {
            out.println("no jobs");
        } else {
            table(jobs).print(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static Table table(List<FlinkJobs.ClusterJob> jobs) {
        Table table = new Table("job", "name", "state", "since", "tasks");
        jobs.forEach(job ->
                table.row(job.id(), job.name(), job.state(), job.startedAt(), job.running() + "/" + job.tasks()));
        return table;
    }

    private static String json(List<FlinkJobs.ClusterJob> jobs) {
        ArrayNode all = JSON.createArrayNode();
        jobs.forEach(job -> all.addObject()
                .put("id", job.id())
                .put("name", job.name())
                .put("state", job.state())
                .put("startedAt", job.startedAt().toString())
                .put("tasks", job.tasks())
                .put("running", job.running()));
        return all.toPrettyString();
    }
}
