package io.weir.core.sample;

import io.weir.core.EpisodeEvent;
import io.weir.core.Onset;
import io.weir.core.Policy;
import io.weir.core.topology.Graph;
import io.weir.schema.Severity;
import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Episodes with a place in a topology: wait 5 s, gap 60 s, span 10 m, reopen 5 m, everything in one scope. */
public final class Placed {
    private final Graph graph;
    private final int hops;
    private final boolean learn;

    private Placed(Graph graph, int hops, boolean learn) {
        this.graph = graph;
        this.hops = hops;
        this.learn = learn;
    }

    /** In a topology of these edges, {@code web>db} for web depends on db. */
    public static Placed in(int hops, boolean learn, String... edges) {
        return in(hops, learn, Stream.of(edges));
    }

    /** In a topology of these edges, {@code web>db} for web depends on db. */
    public static Placed in(int hops, boolean learn, Stream<String> edges) {
        List<Edge> parsed = edges.map(edge -> edge.split(">"))
                .map(names -> new Edge(names[0], names[1]))
                .toList();
        return new Placed(Graph.of(new Topology(parsed)), hops, learn);
    }

    /** The alert {@code ENTITY/NAME}, or {@code ENTITY} for the only one there, begins. */
    public EpisodeEvent starts(String alert, long at) {
        String entity = alert.contains("/") ? alert.substring(0, alert.indexOf('/')) : alert;
        Policy policy = new Policy(
                "all",
                "1",
                60_000,
                600_000,
                5_000,
                30_000,
                30_000,
                300_000,
                1,
                false,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                true,
                learn,
                1_000,
                List.of(),
                100,
                5,
                4);
        Onset onset = new Onset(
                at,
                false,
                false,
                false,
                false,
                false,
                Severity.CRITICAL,
                Map.of(),
                Map.of("alertname", alert),
                Map.of(),
                "alertmanager",
                null,
                policy,
                null,
                null,
                null,
                List.of(),
                entity,
                graph.near(entity, hops),
                Map.of(),
                null);
        return EpisodeEvent.started(at, Books.TENANT, Episodes.SCOPE, alert, at, false, onset, null);
    }
}
