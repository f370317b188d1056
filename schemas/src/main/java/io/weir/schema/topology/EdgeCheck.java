package io.weir.schema.topology;

import io.weir.schema.Topology.Edge;
import io.weir.schema.topology.EdgeRules.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks at edges one after the other and keeps those that differ, so a text of millions takes no memory for each. */
final class EdgeCheck {
    private final Set<Edge> distinct = new LinkedHashSet<>();
    private final List<Finding> found = new ArrayList<>();
    private long bytes;

    /** Looks at one more edge; neither of its names is null. */
    void take(int index, Edge edge) {
        name(index, "from", edge.from());
        name(index, "to", edge.to());
        if (edge.from().equals(edge.to())) {
            found.add(new Finding(
                    index,
                    "to",
                    "expected another entity than from, found \"" + shown(edge.to()) + "\" in both",
                    "remove the edge: everything depends on itself"));
        }
        if (distinct.add(edge)) {
            bytes += length(edge.from()) + length(edge.to());
        }
    }

    /** Notes one more that is no edge at all. */
    void refuse(int index, String message, String remedy) {
        found.add(new Finding(index, "", message, remedy));
    }

    /** Whether enough is wrong already; what comes behind need not be looked at. */
    boolean isDone() {
        return found.size() >= EdgeRules.MOST_PROBLEMS || distinct.size() > EdgeRules.MOST_EDGES;
    }

    /** What is wrong, in the order in which it came, and last what is wrong with all of them together. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(found);
        if (distinct.size() > EdgeRules.MOST_EDGES) {
            all.add(new Finding(
                    -1,
                    "",
                    "expected at most " + EdgeRules.MOST_EDGES + " different edges, found more",
                    "leave out what raises no alerts"));
        } else if (bytes > EdgeRules.MOST_BYTES) {
            all.add(new Finding(
                    -1,
                    "",
                    "expected at most " + EdgeRules.MOST_BYTES + " bytes of names, found " + bytes,
                    "use shorter names, such as hosts without their domain"));
        }
        return all;
    }

    /** The different edges, in the order in which they came. */
    Set<Edge> edges() {
        return distinct;
    }

    private void name(int index, String key, String name) {
        if (name.isBlank()) {
            found.add(new Finding(index, key, "expected the name of an entity, found nothing", "write the name"));
        } else if (name.length() > EdgeRules.LONGEST_NAME) {
            found.add(new Finding(
                    index,
                    key,
                    "expected at most " + EdgeRules.LONGEST_NAME + " characters, found " + name.length(),
                    "name it as its alerts do"));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            found.add(new Finding(
                    index, key, "expected a name without control characters, found some", "remove tabs and breaks"));
        }
    }

    private static String shown(String name) {
        return name.length() > EdgeRules.LONGEST_NAME ? name.substring(0, 40) + "…" : name;
    }

    private static long length(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
