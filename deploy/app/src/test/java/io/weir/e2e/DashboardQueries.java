package io.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the dashboards ask Prometheus for. */
final class DashboardQueries {
    private static final Path FOLDER = Path.of("..", "compose", "grafana", "dashboards");
    /** Selectors of our metrics, of Flink's, and of what Prometheus says of its targets. */
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w\"])(?:(?:weir_|flink_)\\w+(?:\\{[^}]*\\})?|up\\{[^}]*\\}|\\{__name__[^}]*\\})");

    private DashboardQueries() {}

    /**
     * One query.
     *
     * @param panel dashboard and panel
     * @param text with all variables replaced
     */
    record Query(String panel, String text) {}

    /** All queries of all dashboards, for all tenants. */
    static List<Query> all() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (Path file : files()) {
            JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(
                            dashboard.path("title").asText() + ": "
                                    + panel.path("title").asText(),
                            replaced(target.path("expr").asText())));
                }
            }
        }
        return queries;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static String replaced(String expression) {
        String text = expression.replace("$__rate_interval", "5m").replace("$tenant", ".*");
        if (text.contains("$")) {
            throw new IllegalStateException("a variable that this test does not know: " + expression);
        }
        return text;
    }

    /** The selectors of series in an expression. */
    static List<String> selectors(String expression) {
        return SELECTOR.matcher(expression)
                .results()
                .map(found -> found.group())
                .toList();
    }
}
