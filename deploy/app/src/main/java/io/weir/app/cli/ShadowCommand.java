package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.compare.Diff;
import io.weir.app.compare.Night;
import io.weir.app.replay.ReplayPlan;
import io.weir.app.replay.ShadowRun;
import io.weir.app.server.StopSignal;
import io.weir.schema.rules.RuleBookParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A candidate rule book beside the one in force. */
@Command(
        name = "shadow",
        description = "Run a candidate rule book on the live stream, without any effect; see the difference; put it in"
                + " force.",
        synopsisSubcommandLabel = "(start | diff | promote)")
final class ShadowCommand implements Runnable {
    private static final Pattern EFFECTIVE = Pattern.compile("(?m)^effectiveFrom:.*$");

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure(ExitCode.USAGE, "shadow: expected start, diff or promote");
    }

    @Command(
            name = "start",
            description = "Run until SIGTERM or Ctrl-C; started again with the same folder it goes on.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:stopped in order", "1:it failed", "2:the arguments or the rule book are wrong"})
    int start(
            @Mixin HelpOption startHelp,
            @Mixin KafkaOption kafka,
            @Option(names = "--rules", required = true, paramLabel = "FILE", description = "The candidate.")
                    String rules,
            @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant only. Default: of all.")
                    String tenant,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            description = "Begin with what came at this instant, RFC 3339. Default: now.")
                    String from,
            @Option(
                            names = "--parallelism",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Of each of the two jobs. Default: ${DEFAULT-VALUE}.")
                    int parallelism,
            @Mixin ShadowFolder folder)
            throws IOException, InterruptedException {
        long begin = from == null ? System.currentTimeMillis() : PeriodOptions.time("--from", from);
        ReplayPlan plan = new ReplayPlan(
                null,
                kafka.properties().get("bootstrap.servers"),
                begin,
                null,
                tenant,
                new ReplayPlan.Book("rules in force", RuleBookParser.defaultBookYaml(), false),
                ReplayOptions.book("--rules", rules),
                null,
                ReplayOptions.leadMs(kafka.config()),
                ReplayOptions.hostsPerIncident(kafka.config()));
        ShadowRun shadow = ShadowRun.start(folder.path(), plan);
        PrintWriter out = spec.commandLine().getOut();
        out.println("shadow of " + shadow.plan().after().name() + " from "
                + Instant.ofEpochMilli(shadow.plan().fromMs()) + " on, in " + folder.path());
        out.flush();
        boolean[] told = {false};
        shadow.run(kafka.properties(), parallelism, StopSignal.listen(), reached -> {
            if (!told[0]) {
                out.println("it has caught up to " + Instant.ofEpochMilli(reached) + "; weir shadow diff tells more");
                out.flush();
                told[0] = true;
            }
        });
        out.println("stopped; started again it goes on from here");
        out.flush();
        return ExitCode.OK;
    }

    @Command(name = "diff", description = "Compare what both said so far; writes diff.json and report.html.")
    int diff(@Mixin HelpOption diffHelp, @Mixin ShadowFolder folder) throws IOException {
        Diff diff = ShadowRun.of(folder.path()).compare(Night.DEFAULT);
        ReplayText text = new ReplayText(
                spec.commandLine().getOut(), spec.commandLine().getErr(), Boolean.getBoolean("weir.terminal"));
        text.print(diff, folder.path());
        return ExitCode.OK;
    }

    @Command(
            name = "promote",
            description = "Publish the candidate for the token's tenant, in force from a stated instant on. Incidents"
                    + " that are open then are finished under the rules they were opened with.")
    int promote(
            @Mixin HelpOption promoteHelp,
            @Mixin ApiOptions api,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description = "First instant of the candidate, RFC 3339. Default: as soon as it is"
                                    + " published.")
                    String at,
            @Mixin ShadowFolder folder)
            throws IOException {
        ReplayPlan.Book candidate = ShadowRun.of(folder.path()).plan().after();
        String yaml = candidate.yaml();
        if (at != null) {
            Instant instant = Instant.ofEpochMilli(PeriodOptions.time("--at", at));
            String line = "effectiveFrom: " + instant;
            yaml = EFFECTIVE.matcher(yaml).find()
                    ? EFFECTIVE.matcher(yaml).replaceFirst(line)
                    : yaml + (yaml.endsWith("\n") ? "" : "\n") + line + "\n";
        }
        JsonNode answer = api.client().put("/v1/rules", "application/yaml", yaml);
        PrintWriter out = spec.commandLine().getOut();
        out.println(candidate.name() + " is published, in force from "
                + answer.path("effectiveFrom").asText("now on"));
        out.flush();
        return ExitCode.OK;
    }

    /** Where a shadow is. */
    static final class ShadowFolder {
        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "shadow",
                description = "Folder of the shadow. Default: ./${DEFAULT-VALUE}.")
        private Path folder;

        Path path() {
            return folder;
        }
    }
}
