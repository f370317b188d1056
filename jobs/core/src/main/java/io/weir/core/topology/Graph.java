package io.weir.core.topology;

import io.weir.core.Host;
import io.weir.core.Onset.Neighbour;
import io.weir.schema.Topology;
import io.weir.schema.topology.EdgeRules;
import io.weir.schema.yaml.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What depends on what in one tenant, asked for what is near an entity. */
public final class Graph {
    /** A tenant that has told of no topology. */
    public static final Graph EMPTY = new Graph(Map.of(), Map.of());

    /** At most so many entities are near one, itself included. */
    public static final int MOST_NEAR = 256;
    /** Of those at most so many are one edge away, so that a hub still sees something of what lies behind. */
    private static final int MOST_NEXT = 192;

    private static final Comparator<Neighbour> NEAREST_FIRST =
            Comparator.comparing(Neighbour::hops).thenComparing(Neighbour::entity);

    private final Map<String, List<String>> needs;
    private final Map<String, List<String>> neededBy;

    private Graph(Map<String, List<String>> needs, Map<String, List<String>> neededBy) {
        this.needs = needs;
        this.neededBy = neededBy;
    }

    /**
     * The graph of these edges; the order in which they are listed, and how often, makes no difference.
     *
     * @throws IllegalArgumentException when they are not as {@link EdgeRules} has them, with the index of the edge
     */
    public static Graph of(Topology topology) {
        List<Problem> problems =
                EdgeRules.problems(topology.edges(), i -> "topology.edges[" + i + "]", "topology.edges");
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0).toString());
        }
        Map<String, TreeSet<String>> needs = new HashMap<>();
        Map<String, TreeSet<String>> neededBy = new HashMap<>();
        for (Topology.Edge edge : topology.edges()) {
            needs.computeIfAbsent(edge.from(), e -> new TreeSet<>()).add(edge.to());
            neededBy.computeIfAbsent(edge.to(), e -> new TreeSet<>()).add(edge.from());
        }
        return new Graph(sorted(needs), sorted(neededBy));
    }

    private static Map<String, List<String>> sorted(Map<String, ? extends Set<String>> sets) {
        Map<String, List<String>> lists = new HashMap<>();
        sets.forEach((entity, others) -> lists.put(entity, List.copyOf(others)));
        return lists;
    }

    /** Whether the topology names this entity. */
    public boolean knows(String entity) {
        return needs.containsKey(entity) || neededBy.containsKey(entity);
    }

    /**
     * The entity that a label's value names: the value itself if the topology knows it, else the value without its port.
     *
     * @param value null or empty when the alert lacks the label
     * @return null when there is no value; an entity that the topology does not know is possible
     */
    public String entity(String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return knows(value) ? value : Host.of(value);
    }

    /**
     * What lies at most {@code hops} edges away, whatever their direction, nearest first and then by name. An entity is
     * upstream when {@code entity} depends on it, over at most as many edges; an entity is upstream of itself. Of more
     * than {@link #MOST_NEAR} those stay that are nearer, then those upstream, then the first by name.
     *
     * @param hops 1 or 2
     * @return {@code entity} alone when the topology does not know it
     */
    public List<Neighbour> near(String entity, int hops) {
        List<Neighbour> near = new ArrayList<>();
        near.add(new Neighbour(entity, 0, true));
        List<String> next = next(entity, hops == 1 ? MOST_NEAR - 1 : MOST_NEXT);
        next.forEach(other -> near.add(new Neighbour(other, 1, dependsOn(entity, other, hops))));
        if (hops > 1) {
            behind(entity, next, MOST_NEAR - near.size())
                    .forEach(other -> near.add(new Neighbour(other, 2, dependsOn(entity, other, hops))));
        }
        near.sort(NEAREST_FIRST);
        return List.copyOf(near);
    }

    /** What is one edge away, upstream first. */
    private List<String> next(String entity, int most) {
        List<String> next = new ArrayList<>();
        List<String> upstream = of(needs, entity);
        next.addAll(upstream.subList(0, Math.min(most, upstream.size())));
        for (String dependent : of(neededBy, entity)) {
            if (next.size() >= most) {
                break;
            }
            if (!contains(upstream, dependent)) {
                next.add(dependent);
            }
        }
        return next;
    }

    /** What is two edges away by way of {@code next}, upstream first. */
    private List<String> behind(String entity, List<String> next, int room) {
        TreeSet<String> seen = new TreeSet<>(next);
        seen.add(entity);
        TreeSet<String> upstream = new TreeSet<>();
        TreeSet<String> others = new TreeSet<>();
        for (String middle : next) {
            boolean up = contains(of(needs, entity), middle);
            // the lists are sorted: what comes later in one cannot be among the first so many that are new
            first(of(needs, middle), seen, room, up ? upstream : others);
            first(of(neededBy, middle), seen, room, others);
        }
        others.removeAll(upstream);
        List<String> behind = new ArrayList<>(upstream);
        behind.addAll(others);
        return behind.subList(0, Math.min(room, behind.size()));
    }

    private static void first(List<String> sorted, Set<String> seen, int room, Set<String> into) {
        int found = 0;
        for (String entity : sorted) {
            if (found == room) {
                return;
            }
            if (!seen.contains(entity)) {
                into.add(entity);
                found++;
            }
        }
    }

    private boolean dependsOn(String entity, String other, int hops) {
        List<String> upstream = of(needs, entity);
        if (contains(upstream, other)) {
            return true;
        }
        List<String> dependents = of(neededBy, other);
        if (hops == 1) {
            return false;
        }
        return upstream.size() < dependents.size()
                ? upstream.stream().anyMatch(middle -> contains(dependents, middle))
                : dependents.stream().anyMatch(middle -> contains(upstream, middle));
    }

    private static List<String> of(Map<String, List<String>> edges, String entity) {
        return edges.getOrDefault(entity, List.of());
    }

    private static boolean contains(List<String> sorted, String entity) {
        return Collections.binarySearch(sorted, entity) >= 0;
    }
}
