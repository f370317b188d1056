package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.Onset.Neighbour;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.schema.Acknowledgement;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Directive;
import io.weir.schema.Topics;
import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Acknowledgements and topologies on their way through {@link TrackFunction}. */
@SuppressWarnings("try") // the harness may be interrupted when it is closed; the test fails then
class DirectivesInTrackTest {
    private static final long LEAD = 2_000;
    private static final long HOUR = 3_600_000;
    private static final String BOOK = """
            version: "1"
            grouping: [{name: all, scope: [], topology: {entity: instance, hops: 2}}]
            """;
    private static final Acknowledgement SEEN = new Acknowledgement("inc", "acme|scope", "ada");

    private static KeyedBroadcastOperatorTestHarness<String, Alert, DirectiveInput, EpisodeEvent> subtask(
            int index, OperatorSubtaskState state) throws Exception {
        KeyedBroadcastOperatorTestHarness<String, Alert, DirectiveInput, EpisodeEvent> harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new TrackFunction(BOOK, LEAD), List.of(DirectiveStates.all())),
                        alert -> Topics.key(alert.tenant(), alert.fingerprint()),
                        Types.STRING,
                        128,
                        2,
                        index);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static DirectiveInput acknowledged(long at) {
        Directive directive =
                new Directive(Directive.Kind.ACKNOWLEDGEMENT, "acme", "inc", null, null, null, null, SEEN, "ada");
        return new DirectiveInput(directive, at);
    }

    private static DirectiveInput topology(String to, long at) {
        Directive directive = new Directive(
                Directive.Kind.TOPOLOGY,
                "acme",
                "topology",
                null,
                null,
                null,
                new Topology(List.of(new Edge("web", to))),
                null,
                null);
        return new DirectiveInput(directive, at);
    }

    private static DirectiveInput tick(long at) {
        return new DirectiveInput(null, at);
    }

    private static Alert alert(String fingerprint, long at) {
        return new Alert(
                "acme",
                "am",
                fingerprint,
                AlertStatus.FIRING,
                at,
                null,
                null,
                Map.of("alertname", "Down", "instance", "web:9100", "severity", "critical"),
                Map.of(),
                null,
                null,
                at,
                null);
    }

    @Test
    void anAcknowledgementIsHandedOnByOneSubtaskAtItsEffectiveInstant() throws Exception {
        for (int index = 0; index < 2; index++) {
            try (var harness = subtask(index, null)) {
                harness.processBroadcastElement(acknowledged(10_000), 10_000);
                List<EpisodeEvent> expected = List.of(EpisodeEvent.acknowledged(10_000 + LEAD, "acme", SEEN));
                assertThat(harness.extractOutputValues()).isEqualTo(index == 0 ? expected : List.of());
            }
        }
    }

    @Test
    void anAcknowledgementThatComesTooLateCountsAsOfNow() throws Exception {
        try (var harness = subtask(0, null)) {
            harness.watermark(50_000);
            harness.processBroadcastElement(acknowledged(10_000), 10_000);
            assertThat(harness.extractOutputValues()).containsExactly(EpisodeEvent.acknowledged(50_001, "acme", SEEN));
        }
    }

    @Test
    void topologiesOutliveARestartAndOnlyTheOneInForceIsKept() throws Exception {
        OperatorSubtaskState state;
        try (var harness = subtask(0, null)) {
            harness.processBroadcastElement(topology("db1", 1_000), 1_000);
            harness.processBroadcastElement(topology("db2", 2_000), 2_000);
            harness.processBroadcastElement(acknowledged(3_000), 3_000);
            harness.watermark(3 * HOUR);
            harness.processBroadcastElement(tick(3 * HOUR), 3 * HOUR);
            assertThat(kept(harness))
                    .extracting(entry -> told(entry.getValue()))
                    .containsExactlyInAnyOrder("tick", "db2");
            state = harness.snapshot(1, 1);
        }
        try (var harness = subtask(0, state)) {
            assertNear(harness, "f", "db2");
        }
    }

    private static List<Map.Entry<String, KeptDirective>> kept(
            KeyedBroadcastOperatorTestHarness<String, Alert, DirectiveInput, EpisodeEvent> harness) throws Exception {
        return DirectiveShelves.in(harness.getBroadcastState(DirectiveStates.SHELVES));
    }

    private static String told(KeptDirective kept) {
        try {
            Directive directive = kept.input().directive();
            return directive == null
                    ? "tick"
                    : directive.topology().edges().get(0).to();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatAnEarlierVersionKeptIsObeyedAndKeptInThePresentForm() throws Exception {
        OperatorSubtaskState state;
        try (var harness = subtask(0, null)) {
            harness.getBroadcastState(DirectiveStates.OF_FIRST_VERSION).put("topology", topology("db3", 1_000));
            harness.getBroadcastState(DirectiveStates.ONE_BY_ONE).put("~clock", KeptDirective.of(tick(2 * HOUR)));
            state = harness.snapshot(1, 1);
        }
        for (int life = 0; life < 2; life++) {
            try (var harness = subtask(0, state)) {
                assertNear(harness, ofFirstSubtask(life), "db3");
                harness.processBroadcastElement(tick(HOUR + life), HOUR + life);
                assertThat(harness.getBroadcastState(DirectiveStates.OF_FIRST_VERSION)
                                .immutableEntries())
                        .isEmpty();
                assertThat(harness.getBroadcastState(DirectiveStates.ONE_BY_ONE).immutableEntries())
                        .isEmpty();
                assertThat(kept(harness))
                        .extracting(entry -> told(entry.getValue()))
                        .containsExactlyInAnyOrder("tick", "db3");
                state = harness.snapshot(2, 2);
            }
        }
    }

    private static String ofFirstSubtask(int number) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "f" + i)
                .filter(fingerprint ->
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(Topics.key("acme", fingerprint), 128, 2)
                                == 0)
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    private static void assertNear(
            KeyedBroadcastOperatorTestHarness<String, Alert, DirectiveInput, EpisodeEvent> harness,
            String fingerprint,
            String neighbour)
            throws Exception {
        harness.processElement(alert(fingerprint, HOUR), HOUR);
        assertThat(harness.extractOutputValues())
                .singleElement()
                .satisfies(event -> assertThat(event.onset().near())
                        .containsExactly(new Neighbour("web", 0, true), new Neighbour(neighbour, 1, true)));
    }

    /** As after an upgrade to a version that refuses what an earlier one took. */
    @Test
    void aDirectiveThatCannotBeReadAnyMoreDoesNotKeepARestoredJobFromGoingOn() throws Exception {
        String large =
                "version: large\ngrouping: [{name: a, match: ['a=~\"(a{0,97}){0,97}c\"'], scope: []}, {name: r, scope: []}]";
        Directive directive = new Directive(Directive.Kind.RULES, "acme", "large", null, large, null, null, null, null);
        OperatorSubtaskState state;
        try (var harness = subtask(0, null)) {
            harness.processBroadcastElement(topology("db1", 1_000), 1_000);
            new DirectiveShelves(harness.getBroadcastState(DirectiveStates.SHELVES))
                    .put("large", KeptDirective.of(new DirectiveInput(directive, 1_500)));
            harness.processBroadcastElement(tick(HOUR), HOUR);
            harness.watermark(HOUR);
            state = harness.snapshot(1, 1);
        }
        try (var harness = subtask(0, state)) {
            harness.processElement(alert("f", HOUR), HOUR);
            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(event -> assertThat(event.onset().entity()).isEqualTo("web"));
        }
    }
}
