package io.weir.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A full result as a page in Markdown. What people wrote between two comments stays as they wrote it. */
public final class BenchPage {
    private static final String BEGIN = "<!-- by hand -->";
    private static final String END = "<!-- end of what is by hand -->";

    private final Path file;

    private BenchPage(Path file) {
        this.file = file;
    }

    /**
     * The page at {@code file}, which need not be there.
     *
     * @throws IllegalArgumentException when something else is there: it would be lost
     */
    public static BenchPage at(Path file) throws IOException {
        BenchPage page = new BenchPage(file);
        page.byHand();
        return page;
    }

    /**
     * Writes it.
     *
     * @param parts names of rows that stand together
     */
    public void write(BenchResult result, List<List<String>> parts) throws IOException {
        String text = heading(result) + missed(result) + aims(result) + byHand() + tables(result, parts);
        Files.writeString(file, text);
    }

    private String byHand() throws IOException {
        if (!Files.exists(file)) {
            return BEGIN + "\n" + END + "\n";
        }
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(0, begin));
        if (begin < 0 || end < 0) {
            throw new IllegalArgumentException(
                    file + " does not hold the comments \"" + BEGIN + "\" and \"" + END + "\"; name another file");
        }
        return text.substring(begin, end) + END + "\n";
    }

    private static String heading(BenchResult result) {
        return """
                # Benchmarks

                What each part of Weir costs, measured side by side in one run. Written by `weir bench`, but for the part by hand.

                | | |
                |---|---|
                | machine | %s |
                | commit | `%s` |
                | date | %s |

                Repeat it, on a machine that has nothing else to do:
                ```sh
                deploy/weir bench --page BENCHMARKS.md    # all rows
                deploy/weir bench --only latency          # some of them, without this page
                ```
                CPU is that of all processes that take part, those that make the load excepted; it is steadier than rates by the
                wall clock. `--help` and the README say what else there is.

                """.formatted(result.machine(), result.commit(), result.at());
    }

    private static String missed(BenchResult result) {
        return result.missed().stream()
                .map(part -> "**Not measured to the end**: `" + String.join("`, `", part.rows()) + "`.\n\n")
                .collect(Collectors.joining());
    }

    private static String aims(BenchResult result) {
        return Aims.of(result.rows()).stream()
                .map(Aim::markdown)
                .collect(Collectors.joining(
                        "\n", "## Aims\n\n| aim | limit | measured | |\n|---|--:|--:|---|\n", "\n\n"));
    }

    private static String tables(BenchResult result, List<List<String>> parts) {
        StringBuilder text = new StringBuilder("\n## Rows\n");
        for (List<String> part : parts) {
            List<Row> rows = result.rows().stream()
                    .filter(row -> part.contains(row.name()))
                    .toList();
            if (!rows.isEmpty()) {
                text.append("\n### ").append(title(part)).append("\n\n").append(BenchTable.markdown(rows));
            }
        }
        return text.toString();
    }

    /** The first words of the rows' names. */
    private static String title(List<String> part) {
        Set<String> words =
                part.stream().map(name -> name.split("\\.", 2)[0]).collect(Collectors.toCollection(LinkedHashSet::new));
        return String.join(", ", words);
    }
}
