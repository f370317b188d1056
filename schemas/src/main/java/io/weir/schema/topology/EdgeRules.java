package io.weir.schema.topology;

import io.weir.schema.Topology.Edge;
import io.weir.schema.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** What a topology has to be like. */
public final class EdgeRules {
    /** Different edges of one tenant. */
    public static final int MOST_EDGES = 20_000;
    /** Characters of an entity's name. */
    public static final int LONGEST_NAME = 256;
    /** Bytes of all names; in JSON one can take two, and a record holds 8 MiB. */
    static final int MOST_BYTES = 3 << 20;
    /** More would only repeat themselves. */
    private static final int MOST_PROBLEMS = 100;

    private EdgeRules() {}

    /** One thing that is wrong with an edge, at its component {@code key}; {@code index} -1 concerns the list. */
    record Finding(int index, String key, String message, String remedy) {}

    /**
     * Everything that is wrong.
     *
     * @param edges their names may be null, which is not for this to tell
     * @param path of the edge with an index
     * @param whole path of the list
     */
    public static List<Problem> problems(List<Edge> edges, IntFunction<String> path, String whole) {
        return findings(edges).stream()
                .map(found -> new Problem(
                        found.index < 0 ? whole : path.apply(found.index) + "." + found.key,
                        found.message,
                        found.remedy))
                .toList();
    }

    static List<Finding> findings(List<Edge> edges) {
        List<Finding> found = new ArrayList<>();
        Set<Edge> distinct = new HashSet<>();
        long bytes = 0;
        for (int i = 0; i < edges.size() && found.size() < MOST_PROBLEMS; i++) {
            Edge edge = edges.get(i);
            if (edge.from() == null || edge.to() == null) {
                continue;
            }
            name(i, "from", edge.from(), found);
            name(i, "to", edge.to(), found);
            if (edge.from().equals(edge.to())) {
                found.add(new Finding(
                        i,
                        "to",
                        "expected another entity than from, found \"" + shown(edge.to()) + "\" in both",
                        "remove the edge: everything depends on itself"));
            }
            if (distinct.add(edge)) {
                bytes += length(edge.from()) + length(edge.to());
            }
        }
        if (distinct.size() > MOST_EDGES) {
            found.add(new Finding(
                    -1,
                    "",
                    "expected at most " + MOST_EDGES + " different edges, found " + distinct.size(),
                    "leave out what raises no alerts"));
        } else if (bytes > MOST_BYTES) {
            found.add(new Finding(
                    -1,
                    "",
                    "expected at most " + MOST_BYTES + " bytes of names, found " + bytes,
                    "use shorter names, such as hosts without their domain"));
        }
        return found;
    }

    private static void name(int index, String key, String name, List<Finding> found) {
        if (name.isBlank()) {
            found.add(new Finding(index, key, "expected the name of an entity, found nothing", "write the name"));
        } else if (name.length() > LONGEST_NAME) {
            found.add(new Finding(
                    index,
                    key,
                    "expected at most " + LONGEST_NAME + " characters, found " + name.length(),
                    "name it as its alerts do"));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            found.add(new Finding(
                    index, key, "expected a name without control characters, found some", "remove tabs and breaks"));
        }
    }

    private static String shown(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, 40) + "…" : name;
    }

    private static long length(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
