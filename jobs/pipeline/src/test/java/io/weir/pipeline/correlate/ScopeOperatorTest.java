package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.sample.Episodes;
import io.weir.core.scope.ScopeOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Scopes say the same whether their states stay on the heap, are let go and read again, or come from a checkpoint. */
@SuppressWarnings("try") // the harness may be interrupted when it is closed; the test fails then
class ScopeOperatorTest {
    private static final int SCOPES = 6;
    private static final int ALERTS = 40;
    private static final int EVENTS = 6_000;
    private static final long STEP_MS = 700;
    private static final long START = 1_790_000_000_000L;
    /** No state fits into that part of the heap. */
    private static final int NOTHING = Integer.MAX_VALUE;

    @Test
    void statesThatWereLetGoComeBackFromRocksDb() throws Exception {
        Map<String, List<ScopeOutput>> kept = run(new ScopeOperator(), new HashMapStateBackend(), 0);

        assertThat(kept).hasSize(SCOPES);
        assertThat(kept.values().stream()
                        .flatMap(List::stream)
                        .map(ScopeOutput::incident)
                        .filter(Objects::nonNull))
                .hasSizeGreaterThan(500);
        assertSame(run(new ScopeOperator(NOTHING), new EmbeddedRocksDBStateBackend(), 0), kept);
    }

    @Test
    void statesThatWereLetGoComeBackFromTheHeap() throws Exception {
        assertSame(
                run(new ScopeOperator(NOTHING), new HashMapStateBackend(), 0),
                run(new ScopeOperator(), new HashMapStateBackend(), 0));
    }

    @Test
    void goesOnFromCheckpoints() throws Exception {
        assertSame(
                run(new ScopeOperator(), new EmbeddedRocksDBStateBackend(), 500),
                run(new ScopeOperator(), new EmbeddedRocksDBStateBackend(), 0));
    }

    /** The first thing that differs is enough to see. */
    private static void assertSame(Map<String, List<ScopeOutput>> found, Map<String, List<ScopeOutput>> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((scope, said) -> {
            for (int i = 0; i < Math.min(said.size(), found.get(scope).size()); i++) {
                assertThat(found.get(scope).get(i)).as(scope + " " + i).isEqualTo(said.get(i));
            }
            assertThat(found.get(scope)).as(scope).hasSameSizeAs(said);
        });
    }

    /** What is said of the same events, by scope; with another operator every so many of them, from a checkpoint, unless that is 0. */
    private static Map<String, List<ScopeOutput>> run(ScopeOperator operator, StateBackend backend, int restoredEvery)
            throws Exception {
        Map<String, List<ScopeOutput>> said = new TreeMap<>();
        List<EpisodeEvent> events = events();
        OperatorSubtaskState state = null;
        int each = restoredEvery == 0 ? events.size() : restoredEvery;
        for (int from = 0; from < events.size(); from += each) {
            try (var harness =
                    new KeyedOneInputStreamOperatorTestHarness<>(operator, EpisodeEvent::scopeKey, Types.STRING)) {
                harness.setStateBackend(backend);
                harness.setup();
                if (state != null) {
                    harness.initializeState(state);
                }
                harness.open();
                for (EpisodeEvent event : events.subList(from, Math.min(events.size(), from + each))) {
                    harness.processElement(event, event.at());
                    harness.processWatermark(event.at());
                }
                state = harness.snapshot(from, from);
                harness.getOutput().stream()
                        .filter(StreamRecord.class::isInstance)
                        .map(record -> (ScopeOutput) ((StreamRecord<?>) record).getValue())
                        .forEach(output -> said.computeIfAbsent(scopeOf(output), any -> new ArrayList<>())
                                .add(output));
            }
        }
        return said;
    }

    private static String scopeOf(ScopeOutput output) {
        return output.incident() != null
                ? output.incident().scopeKey()
                : output.decision().scopeKey();
    }

    /** Alerts of some scopes begin and end, and now and then all is quiet for long. */
    private static List<EpisodeEvent> events() {
        Random random = new Random(7);
        Map<String, Long> firing = new HashMap<>();
        List<EpisodeEvent> events = new ArrayList<>();
        long at = START;
        while (events.size() < EVENTS) {
            at += events.size() % 900 == 0 ? 400_000 : 1 + random.nextInt((int) STEP_MS);
            String scope = "acme|c" + random.nextInt(SCOPES);
            String alert = scope + "/a-" + random.nextInt(ALERTS);
            Long began = firing.remove(alert);
            EpisodeEvent event = began == null ? Episodes.starts(alert, at) : Episodes.ends(alert, began, at);
            if (began == null) {
                firing.put(alert, at);
            }
            events.add(in(scope, event));
        }
        return events;
    }

    private static EpisodeEvent in(String scope, EpisodeEvent event) {
        return new EpisodeEvent(
                event.kind(),
                event.at(),
                event.tenant(),
                scope,
                event.fingerprint(),
                event.startsAt(),
                event.endsAt(),
                event.ending(),
                event.flapping(),
                event.onset(),
                event.cause(),
                event.acknowledgement(),
                event.route());
    }
}
