package io.weir.schema.topology;

import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import io.weir.schema.yaml.Field;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;
import io.weir.schema.yaml.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a topology from text, in either of two forms. JSON or YAML, up to a mebibyte:
 * <pre>{@code
 * edges:
 *   - {from: web1, to: db1}        # web1 depends on db1
 * }</pre>
 * Or lines, for topologies that are larger: the first is {@code from,to}, each of the others an edge. There is no
 * quoting in lines; empty ones and those that begin with {@code #} are passed over.
 */
public final class TopologyReader {
    /** Possessive, or each line before it would take a frame of the stack. */
    private static final Pattern HEAD =
            Pattern.compile("(?:[\\s\\uFEFF]|#[^\\n]*\\n)*+from\\s*,\\s*to\\s*(?:\\r?\\n.*)?", Pattern.DOTALL);

    private static final int LONGEST_YAML = 1 << 20;
    private static final Comparator<Edge> ORDER =
            Comparator.comparing(Edge::from).thenComparing(Edge::to);

    private TopologyReader() {}

    /**
     * The topology in {@code text}: each edge once, sorted.
     *
     * @throws InvalidDocumentException with everything that is wrong, each problem with the index of its edge or its line
     */
    public static Topology read(String text) {
        List<Edge> edges = HEAD.matcher(text).matches() ? lines(text) : document(text);
        return new Topology(new LinkedHashSet<>(edges).stream().sorted(ORDER).toList());
    }

    private static List<Edge> document(String text) {
        if (text.length() > LONGEST_YAML) {
            throw new InvalidDocumentException(List.of(new Problem(
                    "document",
                    "expected at most " + LONGEST_YAML + " characters of JSON or YAML, found " + text.length(),
                    "write lines: from,to in the first, then one edge in each")));
        }
        Section root = Section.parse(text);
        List<Section> entries = root.sections("edges");
        if (!root.has("edges")) {
            root.problem("edges", "expected a list of edges, found nothing", "write edges: [] for no topology");
        }
        List<Edge> edges = new ArrayList<>();
        for (Section entry : entries) {
            edges.add(new Edge(name(entry, "from"), name(entry, "to")));
        }
        for (EdgeRules.Finding found : EdgeRules.findings(edges)) {
            Section place = found.index() < 0 ? root : entries.get(found.index());
            place.problem(found.index() < 0 ? "edges" : found.key(), found.message(), found.remedy());
        }
        root.finish();
        return edges;
    }

    /** Null where there is no name, which the section has noted. */
    private static String name(Section entry, String key) {
        Field<String> name = entry.string(key);
        return name.required() == null ? null : name.orElse(null);
    }

    private static List<Edge> lines(String text) {
        List<Edge> edges = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        boolean headed = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!headed) {
                headed = true;
                continue;
            }
            String[] names = line.split(",", -1);
            if (names.length != 2 || line.indexOf('"') >= 0) {
                problems.add(new Problem(
                        "line " + (i + 1),
                        "expected two names with a comma between, without quotes",
                        "use YAML for names that hold a comma or a quote"));
                continue;
            }
            numbers.add(i + 1);
            edges.add(new Edge(names[0].strip(), names[1].strip()));
        }
        problems.addAll(EdgeRules.problems(edges, i -> "line " + numbers.get(i), "document"));
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        return edges;
    }
}
