package io.weir.schema.topology;

import io.weir.schema.Topology.Edge;
import io.weir.schema.yaml.Problem;
import java.util.List;
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
    static final int MOST_PROBLEMS = 100;

    private EdgeRules() {}

    /**
     * One thing that is wrong with an edge.
     *
     * @param index of the edge; -1 concerns the list
     * @param key its component; empty concerns all of it
     */
    record Finding(int index, String key, String message, String remedy) {}

    /**
     * What is wrong; when that is very much, the first of it.
     *
     * @param edges their names may be null, which is not for this to tell
     * @param path of the edge with an index
     * @param whole path of the list
     */
    public static List<Problem> problems(List<Edge> edges, IntFunction<String> path, String whole) {
        return told(findings(edges), path, whole);
    }

    static List<Finding> findings(List<Edge> edges) {
        EdgeCheck check = new EdgeCheck();
        for (int i = 0; i < edges.size() && !check.isDone(); i++) {
            Edge edge = edges.get(i);
            if (edge.from() != null && edge.to() != null) {
                check.take(i, edge);
            }
        }
        return check.findings();
    }

    static List<Problem> told(List<Finding> findings, IntFunction<String> path, String whole) {
        return findings.stream()
                .map(found -> new Problem(place(found, path, whole), found.message, found.remedy))
                .toList();
    }

    private static String place(Finding found, IntFunction<String> path, String whole) {
        if (found.index < 0) {
            return whole;
        }
        return path.apply(found.index) + (found.key.isEmpty() ? "" : "." + found.key);
    }
}
