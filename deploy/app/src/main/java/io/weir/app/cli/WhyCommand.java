package io.weir.app.cli;

import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import io.weir.app.why.Chain;
import io.weir.app.why.Evidence;
import io.weir.app.why.Search;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What happened to an alert, an incident or a ticket, and why. */
@Command(name = "why", description = "Tell what happened to an alert, an incident or a ticket, and why.")
final class WhyCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Mixin
    private ApiOptions api;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SUBJECT",
            arity = "1..*",
            description = "A fingerprint, an incident, a ticket, or the labels of an alert (name=value …).")
    private List<String> subject;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Only the day before this time (RFC 3339). Default: the last seven days.")
    private Instant at;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        BridgeClient bridge = api.client();
        PrintWriter out = spec.commandLine().getOut();
        Evidence evidence = Evidence.of(bridge, Search.of(bridge, subject), at);
        if (json) {
            out.println(evidence.json().toPrettyString());
            out.flush();
        } else {
            Chain.print(evidence, out);
        }
        return ExitCode.OK;
    }
}
