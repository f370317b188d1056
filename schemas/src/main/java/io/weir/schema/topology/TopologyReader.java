package io.weir.schema.topology;

import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import io.weir.schema.yaml.Field;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;
import io.weir.schema.yaml.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
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
     * @throws InvalidDocumentException with what is wrong, or the first of it when that is very much; each problem with
     *     the index of its edge or its line
     */
    public static Topology read(String text) {
        Collection<Edge> edges = HEAD.matcher(text).matches() ? lines(text) : document(text);
        return new Topology(edges.stream().distinct().sorted(ORDER).toList());
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

    /** Reads no further than to the mistake that is one too many: each line of a large text could be one. */
    private static Set<Edge> lines(String text) {
        EdgeCheck check = new EdgeCheck();
        Iterator<String> lines = text.lines().iterator();
        boolean headed = false;
        for (int number = 1; lines.hasNext() && !check.isDone(); number++) {
            String line = lines.next().strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!headed) {
                headed = true;
                continue;
            }
            int comma = line.indexOf(',');
            if (comma < 0 || comma != line.lastIndexOf(',') || line.indexOf('"') >= 0) {
                check.refuse(
                        number,
                        "expected two names with a comma between, without quotes",
                        "use YAML for names that hold a comma or a quote");
                continue;
            }
            String from = line.substring(0, comma).strip();
            String to = line.substring(comma + 1).strip();
            check.take(number, new Edge(from, to));
        }
        List<Problem> problems = EdgeRules.told(check.findings(), number -> "line " + number, "document");
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        return check.edges();
    }
}
