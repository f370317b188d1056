package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import io.weir.app.why.Absence;
import io.weir.app.why.Evidence;
import io.weir.app.why.Search;
import io.weir.app.why.Subject;
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

/** Why an alert has no ticket. */
@Command(name = "why-not", description = "Tell why an alert has no ticket.")
final class WhyNotCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Mixin
    private ApiOptions api;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ALERT",
            arity = "1..*",
            description = "A fingerprint, or the labels of the alert (name=value …).")
    private List<String> alert;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "As it was at this time (RFC 3339), by the day before. Default: now, by the last seven days.")
    private Instant at;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        BridgeClient bridge = api.client();
        Subject subject = Search.of(bridge, alert);
        if (subject.kind() != Subject.Kind.FINGERPRINT) {
            throw new CommandFailure(
                    ExitCode.USAGE, "expected the fingerprint or the labels of an alert, found " + alert.get(0));
        }
        Evidence evidence = Evidence.of(bridge, subject, at);
        Absence absence = Absence.of(evidence);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(evidence.json()
                    .put("reason", absence.reason())
                    .put("sentence", absence.sentence())
                    .toPrettyString());
        } else {
            out.println(absence.sentence());
        }
        out.flush();
        return ExitCode.OK;
    }
}
