package io.weir.schema.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Everything found wrong in one document so far. */
final class Problems {
    /** The path of a document's root. */
    static final String ROOT = "document";

    private final List<Problem> found = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();

    /** Notes a problem; {@code node} gives the line and may be null. */
    void add(String path, String message, Node node, String remedy) {
        found.add(new Problem(path.isEmpty() ? ROOT : path, message + line(node), remedy));
    }

    /** Notes that {@code node} is not what belongs there. */
    void mismatch(String path, String expected, Node node, String remedy) {
        refused.add(path);
        add(path, "expected " + expected + ", found " + shown(path, node), node, remedy);
    }

    /** Whether a value that stands at {@code path} or around it was refused, so that more would only be an echo. */
    boolean isRefused(String path) {
        return refused.stream()
                .anyMatch(outer -> path.equals(outer) || path.startsWith(outer + ".") || path.startsWith(outer + "["));
    }

    List<Problem> all() {
        return List.copyOf(found);
    }

    private static String shown(String path, Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? "nothing" : Secrecy.shown(path, scalar.getValue());
        }
        return node instanceof SequenceNode ? "a list" : "a map";
    }

    private static String line(Node node) {
        return node == null
                ? ""
                : node.getStartMark()
                        .map(mark -> " (line " + (mark.getLine() + 1) + ")")
                        .orElse("");
    }
}
