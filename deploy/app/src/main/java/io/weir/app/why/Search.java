package io.weir.app.why;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import io.weir.schema.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the alert that somebody describes by its labels. */
public final class Search {
    private static final int MOST = 5_000;
    private static final int NAMED = 10;

    private Search() {}

    /**
     * The subject that the arguments name: an id, or labels.
     *
     * @param arguments one id, or {@code name=value} any number of times
     * @throws CommandFailure when they name none, or several alerts have these labels
     */
    public static Subject of(BridgeClient bridge, List<String> arguments) {
        if (arguments.size() == 1 && !arguments.get(0).contains("=")) {
            return Subject.parse(arguments.get(0));
        }
        Map<String, String> labels = new TreeMap<>();
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (sign < 1) {
                throw new CommandFailure(ExitCode.USAGE, "expected name=value, found " + argument);
            }
            labels.put(argument.substring(0, sign), unquoted(argument.substring(sign + 1)));
        }
        List<JsonNode> found = bridge.list("/v1/alerts", Map.of(), MOST).stream()
                .filter(alert -> has(alert.path("labels"), labels))
                .toList();
        if (found.size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    found.size() + " alerts have these labels; name one by its fingerprint, or add labels: "
                            + found.stream()
                                    .limit(NAMED)
                                    .map(alert -> alert.path("fingerprint").asText() + " " + alert.path("labels"))
                                    .collect(Collectors.joining(", ")));
        }
        return Subject.alert(
                found.isEmpty()
                        ? Fingerprint.of(labels)
                        : found.get(0).path("fingerprint").asText());
    }

    private static boolean has(JsonNode labels, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(label ->
                        label.getValue().equals(labels.path(label.getKey()).asText("")));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
