package io.weir.app.cli;

import io.weir.app.text.Harmless;
import io.weir.core.explain.Trial;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the lines of a {@link TraceText} look. */
final class TraceLines {
    private final PrintWriter out;

    TraceLines(PrintWriter out) {
        this.out = out;
    }

    void title(String text) {
        line(text);
    }

    void topic(String name, String text) {
        line(String.format("  %-12s %s", name, text));
    }

    void reason(String text) {
        line(" ".repeat(17) + text);
    }

    void trials(List<Trial> trials) {
        for (Trial trial : trials) {
            reason(
                    trial.succeeded()
                            ? trial.rule() + ": " + held(trial)
                            : "not " + trial.rule() + ": " + failed(trial));
        }
    }

    void end() {
        out.println();
    }

    static String held(Trial trial) {
        return trial.held().isEmpty()
                ? "it is for all alerts"
                : String.join(", ", trial.held()) + (trial.held().size() == 1 ? " holds" : " hold");
    }

    static String failed(Trial trial) {
        return trial.failed() + " does not hold, "
                + (trial.found() == null ? "the alert has no such label" : "found \"" + trial.found() + '"');
    }

    static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
                .collect(Collectors.joining(", "));
    }

    /** Values of an alert are hostile: control characters could paint the terminal. */
    private void line(String text) {
        out.println(Harmless.line(text));
    }
}
