package io.weir.core.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.Onset.Neighbour;
import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {
    /** Two web servers on one database, which lies on a disk array that a backup uses, too. */
    private static final Graph GRAPH = graph("web1>db1", "web2>db1", "db1>san", "backup>san");

    private static Graph graph(String... edges) {
        return graph(List.of(edges));
    }

    private static Graph graph(List<String> edges) {
        return Graph.of(new Topology(edges.stream()
                .map(edge -> new Edge(edge.substring(0, edge.indexOf('>')), edge.substring(edge.indexOf('>') + 1)))
                .toList()));
    }

    private static List<String> near(Graph graph, String entity, int hops) {
        return graph.near(entity, hops).stream()
                .map(near -> near.entity() + " " + near.hops() + (near.upstream() ? " up" : ""))
                .toList();
    }

    @Test
    void oneHopIsTheNextEntitiesInBothDirections() {
        assertThat(near(GRAPH, "db1", 1)).containsExactly("db1 0 up", "san 1 up", "web1 1", "web2 1");
    }

    @Test
    void twoHopsGoOnInAnyDirectionAndUpstreamIsOnlyWhatItDependsOn() {
        assertThat(near(GRAPH, "web1", 2)).containsExactly("web1 0 up", "db1 1 up", "san 2 up", "web2 2");
        assertThat(near(GRAPH, "san", 2)).containsExactly("san 0 up", "backup 1", "db1 1", "web1 2", "web2 2");
    }

    @Test
    void whatIsNextAndDependedOnByADetourIsUpstream() {
        // b depends on a directly; a depends on b by way of m
        Graph graph = graph("b>a", "a>m", "m>b");
        assertThat(near(graph, "a", 2)).containsExactly("a 0 up", "b 1 up", "m 1 up");
        assertThat(near(graph, "a", 1)).containsExactly("a 0 up", "b 1", "m 1 up");
    }

    @Test
    void anEntityThatIsNotKnownIsNearItselfAlone() {
        assertThat(near(GRAPH, "mail", 2)).containsExactly("mail 0 up");
        assertThat(near(Graph.EMPTY, "web1", 2)).containsExactly("web1 0 up");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "web1, web1",
                "web1:9100, web1",
                "named:9100, named:9100",
                "web1:http, web1:http",
                "mail:25, mail",
                "[::1]:9100, ::1",
                "::1, ::1",
                "'', none",
                "none, none",
            })
    void aPortIsCutOffUnlessTheTopologyNamesIt(String value, String entity) {
        assertThat(graph("web1>db1", "named:9100>db1").entity(value)).isEqualTo(entity);
    }

    @Test
    void whatIsListedTwiceCountsOnceInAnyOrder() {
        assertThat(near(graph("db1>san", "web1>db1", "web1>db1"), "web1", 2))
                .isEqualTo(near(graph("web1>db1", "db1>san"), "web1", 2));
    }

    @Test
    void aHubKeepsWhatIsNearerAndThenWhatItDependsOn() {
        List<String> edges = new ArrayList<>(List.of("hub>zz-power", "zz-power>zz-grid"));
        for (int i = 0; i < 5_000; i++) {
            edges.add("web%04d>hub".formatted(i));
            edges.add("client%04d>web%04d".formatted(i, i));
        }
        Graph graph = graph(edges);
        List<Neighbour> near = graph.near("hub", 2);
        assertThat(near).hasSize(Graph.MOST_NEAR).isSortedAccordingTo((a, b) -> a.hops() - b.hops());
        assertThat(near).extracting(Neighbour::entity).contains("zz-power", "zz-grid", "web0000", "client0000");
        assertThat(graph.near("hub", 1)).hasSize(Graph.MOST_NEAR);
        assertThat(graph.near("web4999", 2)).extracting(Neighbour::entity).contains("hub", "zz-power", "client4999");
    }

    @Test
    void mistakesAreRefusedWithTheIndexOfTheEdge() {
        assertThatThrownBy(() -> graph("web1>db1", "db1>db1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("topology.edges[1].to: expected another entity");
    }
}
