package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Onset.Neighbour;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.scenario.Order;
import io.weir.core.topology.Graph;
import io.weir.schema.Directive;
import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of topologies: which is in force when, and what is near what in it. */
class TopologyLawsTest {
    private static final List<String> ENTITIES = List.of("a", "b", "c", "d", "e", "f", "g");

    @Provide
    Arbitrary<Topology> topologies() {
        return Combinators.combine(Arbitraries.of(ENTITIES), Arbitraries.of(ENTITIES))
                .as(Edge::new)
                .filter(edge -> !edge.from().equals(edge.to()))
                .list()
                .ofMaxSize(9)
                .map(Topology::new);
    }

    @Provide
    Arbitrary<List<Order>> orders() {
        return Combinators.combine(
                        topologies(),
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(0, 30).injectNull(0.5),
                        Arbitraries.of("acme", "initech"))
                .as((topology, at, from, tenant) -> new Order(
                        at,
                        new Directive(
                                Directive.Kind.TOPOLOGY, tenant, "topology", from, null, null, topology, null, null)))
                .list()
                .ofMaxSize(6);
    }

    private static DirectiveBook book(List<Order> orders) {
        DirectiveBook book = Story.noOrders();
        orders.forEach(order -> book.apply(order.directive(), order.at()));
        return book;
    }

    private static List<Object> answers(DirectiveBook book, long from) {
        List<Object> answers = new ArrayList<>();
        for (long at = from; at < Story.LEAD_MS + 40; at = at < 40 ? at + 1 : Math.max(at + 1, Story.LEAD_MS - 1)) {
            for (String tenant : List.of("acme", "initech")) {
                Graph graph = book.topologyAt(tenant, at);
                ENTITIES.forEach(entity -> answers.add(graph.near(entity, 2)));
            }
        }
        return answers;
    }

    @Property(seed = Seeds.OF_BUILDS)
    void theOrderOfDirectivesMakesNoDifference(@ForAll("orders") List<Order> orders, @ForAll Random random) {
        List<Order> shuffled = new ArrayList<>(orders);
        Collections.shuffle(shuffled, random);
        assertThat(answers(book(shuffled), 0)).isEqualTo(answers(book(orders), 0));
    }

    @Property(seed = Seeds.OF_BUILDS)
    void forgettingMakesNoDifferenceFromThenOn(@ForAll("orders") List<Order> orders, @ForAll Random random) {
        long before = Story.LEAD_MS + random.nextInt(40);
        DirectiveBook forgetful = book(orders);
        forgetful.forget(before);
        assertThat(answers(forgetful, before)).isEqualTo(answers(book(orders), before));
    }

    @Property(seed = Seeds.OF_BUILDS)
    void theOneInForceIsTheLastThatTookEffect(@ForAll("orders") List<Order> orders) {
        DirectiveBook book = book(orders);
        for (long at = Story.LEAD_MS - 1; at < Story.LEAD_MS + 40; at++) {
            long now = at;
            List<Order> inForce = orders.stream()
                    .filter(order -> order.directive().tenant().equals("acme"))
                    .filter(order -> effective(order) <= now)
                    .toList();
            long newest = inForce.stream()
                    .mapToLong(TopologyLawsTest::effective)
                    .max()
                    .orElse(-1);
            Set<List<Neighbour>> possible = inForce.stream()
                    .filter(order -> effective(order) == newest)
                    .map(order -> Graph.of(order.directive().topology()).near("a", 2))
                    .collect(Collectors.toSet());
            assertThat(book.topologyAt("acme", at).near("a", 2))
                    .isIn(possible.isEmpty() ? Set.of(Graph.EMPTY.near("a", 2)) : possible);
        }
    }

    private static long effective(Order order) {
        return DirectiveBook.effectiveAt(order.directive(), order.at(), Story.LEAD_MS);
    }

    @Property(seed = Seeds.OF_BUILDS)
    void nearnessIsSymmetricAndUpstreamIsItsMirror(@ForAll("topologies") Topology topology) {
        Graph graph = Graph.of(topology);
        for (int hops = 1; hops <= 2; hops++) {
            for (String one : ENTITIES) {
                for (Neighbour near : graph.near(one, hops)) {
                    assertThat(graph.near(near.entity(), hops))
                            .anyMatch(back -> back.entity().equals(one) && back.hops() == near.hops());
                }
            }
        }
    }

    @Property(seed = Seeds.OF_BUILDS)
    void itFindsWhatWalkingTheEdgesFinds(@ForAll("topologies") Topology topology) {
        Graph graph = Graph.of(topology);
        for (String entity : ENTITIES) {
            Set<String> one = walk(topology, Set.of(entity), true);
            Set<String> two = walk(topology, one, true);
            Set<String> up = walk(topology, walk(topology, Set.of(entity), false), false);
            assertThat(graph.near(entity, 1)).extracting(Neighbour::entity).containsExactlyInAnyOrderElementsOf(one);
            assertThat(graph.near(entity, 2)).extracting(Neighbour::entity).containsExactlyInAnyOrderElementsOf(two);
            assertThat(graph.near(entity, 2)).allSatisfy(near -> {
                assertThat(near.upstream()).isEqualTo(up.contains(near.entity()));
                assertThat(near.hops())
                        .isEqualTo(near.entity().equals(entity) ? 0 : one.contains(near.entity()) ? 1 : 2);
            });
        }
    }

    private static Set<String> walk(Topology topology, Set<String> from, boolean bothWays) {
        Set<String> reached = new HashSet<>(from);
        for (Edge edge : topology.edges()) {
            if (from.contains(edge.from())) {
                reached.add(edge.to());
            }
            if (bothWays && from.contains(edge.to())) {
                reached.add(edge.from());
            }
        }
        return reached;
    }
}
