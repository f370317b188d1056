package io.weir.schema.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What was found wrong in one document so far: a small document can hold half a million mistakes, so not all of it. */
final class Problems {
    /** The path of a document's root. */
    static final String ROOT = "document";

    private static final int MOST = 100;
    private static final int LONGEST = 500;

    private final List<Problem> found = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private boolean full;

    /** Notes a problem; {@code node} gives the line and may be null. */
    void add(String path, String message, Node node, String remedy) {
        if (found.size() == MOST) {
            full = true;
            return;
        }
        String shown = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
        found.add(new Problem(path.isEmpty() ? ROOT : path, shown + line(node), remedy));
    }

    /** Notes that {@code node} is not what belongs there. */
    void mismatch(String path, String expected, Node node, String remedy) {
        if (!full) {
            refused.add(path);
            add(path, "expected " + expected + ", found " + shown(path, node), node, remedy);
        }
    }

    /** Whether there are more than are kept, so that it is in vain to read on. */
    boolean isFull() {
        return full;
    }

    /** Whether a value that stands at {@code path} or around it was refused, so that more would only be an echo. */
    boolean isRefused(String path) {
        for (int i = 0; i < path.length(); i++) {
            char next = path.charAt(i);
            if ((next == '.' || next == '[') && refused.contains(path.substring(0, i))) {
                return true;
            }
        }
        return refused.contains(path);
    }

    /** Those that are kept; where there are more, the last one says so. */
    List<Problem> all() {
        if (!full) {
            return List.copyOf(found);
        }
        List<Problem> told = new ArrayList<>(found.subList(0, MOST - 1));
        told.add(new Problem(ROOT, "there are more problems than these " + (MOST - 1), "mend these, and try again"));
        return List.copyOf(told);
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
