package io.weir.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import io.weir.schema.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Downtimes as {@code weir downtime list --json} prints them, asked for an alert. */
final class KnownDowntimes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 100_000;

    private final List<Entry> entries = new ArrayList<>();

    private KnownDowntimes() {}

    /**
     * Reads them from a file.
     *
     * @throws CommandFailure when it holds no downtimes; the message has the path
     */
    static KnownDowntimes parse(String file, String json) {
        try {
            JsonNode document = JSON.readTree(json);
            JsonNode list = document.isObject() ? document.path("downtimes") : document;
            if (!list.isArray()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--downtimes: " + file + ": expected a list of downtimes — write it with"
                                + " weir downtime list --json");
            }
            KnownDowntimes known = new KnownDowntimes();
            for (JsonNode downtime : list) {
                known.add("--downtimes: " + file + ": [" + known.entries.size() + "]", downtime);
            }
            return known;
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--downtimes: " + file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Asks the bridge for those that are active or still to come. */
    static KnownDowntimes ask(BridgeClient client) {
        KnownDowntimes known = new KnownDowntimes();
        for (String status : List.of("active", "scheduled")) {
            client.list("/v1/downtimes", Map.of("status", status), MOST)
                    .forEach(downtime -> known.add("downtimes of the bridge", downtime));
        }
        return known;
    }

    /** Those that match, but for the cancelled and the ended. */
    List<JsonNode> of(Map<String, String> labels) {
        return entries.stream()
                .filter(entry -> entry.matchers().stream().allMatch(matcher -> matcher.matches(labels)))
                .map(Entry::downtime)
                .filter(downtime -> !List.of("cancelled", "ended")
                        .contains(downtime.path("status").asText()))
                .toList();
    }

    private void add(String place, JsonNode downtime) {
        List<Matcher> matchers = new ArrayList<>();
        try {
            downtime.path("matchers").forEach(matcher -> matchers.add(Matcher.parse(matcher.asText())));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, place + ".matchers: " + e.getMessage(), e);
        }
        if (matchers.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, place + ".matchers: expected at least one matcher, found none — add one");
        }
        entries.add(new Entry(matchers, downtime));
    }

    private record Entry(List<Matcher> matchers, JsonNode downtime) {}
}
