package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.ExitCode;
import io.weir.core.explain.RuleTrace;
import io.weir.core.explain.RuleTracer;
import io.weir.schema.rules.RuleBook;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a rule book does with an alert. */
@Command(
        name = "test",
        description = {
            "Show what a rule book does with an alert, and why: incident, severity, priority, inhibition, remediation.",
            "Nothing is sent and no server is needed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:the bridge did not answer (only with --live)",
            "2:a file cannot be read, or a sample is no alert",
            "3:the rule book has problems; each is listed with its path"
        })
final class RulesTestCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    HelpOption help;

    @Mixin
    private ApiOptions api;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The rule book, YAML; \"default\" is the shipped one.")
    private String file;

    @Option(
            names = "--alert",
            required = true,
            paramLabel = "JSON",
            description = "File with alerts, again for more: a map of labels, an alert with labels, an Alertmanager"
                    + " webhook, or an array of these.")
    private List<String> alerts;

    @ArgGroup
    private Downtimes downtimes;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** Where downtimes are known from, if they matter. */
    static final class Downtimes {
        @Option(
                names = "--downtimes",
                paramLabel = "JSON",
                description = "File with downtimes, as weir downtime list --json prints them.")
        private String file;

        @Option(names = "--live", description = "Ask the bridge for its downtimes (--url, --token-file).")
        private boolean live;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BookCheck check = new BookCheck(out, spec.commandLine().getErr(), "");
        Optional<RuleBook> book = check.parse(BookFile.read(file));
        if (book.isEmpty()) {
            return ExitCode.UNMET;
        }
        List<AlertSample> samples = new ArrayList<>();
        alerts.forEach(name -> samples.addAll(AlertSample.read(name, BookFile.text("--alert", name))));
        KnownDowntimes known = downtimes();
        ArrayNode documents = JSON.createArrayNode();
        TraceText text = new TraceText(out);
        for (AlertSample sample : samples) {
            RuleTrace trace = RuleTracer.trace(book.get(), sample.labels());
            // downtimes see an alert as the job does: with what the lookup tables add
            List<JsonNode> held = known == null ? null : known.of(book.get().enriched(sample.labels()));
            if (json) {
                documents.add(document(sample, trace, held));
            } else {
                text.print(sample.place(), trace, held);
            }
        }
        if (json) {
            out.println(documents.toPrettyString());
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Null when nobody asked for them. */
    private KnownDowntimes downtimes() {
        if (downtimes == null) {
            return null;
        }
        return downtimes.live
                ? KnownDowntimes.ask(api.client())
                : KnownDowntimes.parse(downtimes.file, BookFile.text("--downtimes", downtimes.file));
    }

    private static ObjectNode document(AlertSample sample, RuleTrace trace, List<JsonNode> held) {
        ObjectNode document = JSON.createObjectNode().put("alert", sample.place());
        document.setAll((ObjectNode) JSON.<JsonNode>valueToTree(trace));
        if (held != null) {
            document.putArray("downtimes").addAll(held);
        }
        return document;
    }
}
