package io.weir.pipeline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.scenario.PureRun;
import io.weir.core.scenario.Scenario;
import io.weir.core.scope.ScopeOutput;
import io.weir.pipeline.correlate.ScopeOperator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What an operator is told before the watermark passes may come in any order. */
class OrderOfArrivalTest {
    @Test
    void theLastToArriveIsNotTheLastThatHappened() throws Exception {
        for (String name : List.of("cascade-of-300", "downtime-persisted", "rules-change-midway", "two-tenants")) {
            List<EpisodeEvent> events = events(name);
            assertThat(said(backwards(events))).as(name).isNotEmpty().isEqualTo(said(events));
        }
    }

    private static List<EpisodeEvent> events(String name) {
        Scenario scenario = Scenario.load(name);
        PureRun run = new PureRun(scenario.directives());
        run.run(scenario.observations(), scenario.until());
        return run.events();
    }

    /** One alert comes by one way, so its own events of an instant keep their order. */
    private static List<EpisodeEvent> backwards(List<EpisodeEvent> events) {
        Map<String, List<EpisodeEvent>> together = new LinkedHashMap<>();
        events.forEach(event -> together.computeIfAbsent(
                        event.at() + event.tenant() + event.fingerprint(), key -> new ArrayList<>())
                .add(event));
        List<List<EpisodeEvent>> groups = new ArrayList<>(together.values());
        Collections.reverse(groups);
        return groups.stream().flatMap(List::stream).toList();
    }

    @SuppressWarnings("try") // its close may be interrupted
    private static List<String> said(List<EpisodeEvent> events) throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, EpisodeEvent, ScopeOutput> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new ScopeOperator(), EpisodeEvent::scopeKey, Types.STRING)) {
            harness.open();
            for (EpisodeEvent event : events) {
                harness.processElement(event, event.at());
            }
            harness.processWatermark(events.get(events.size() - 1).at() + 30L * 86_400_000);
            return harness.extractOutputValues().stream()
                    .map(ScopeOutput::toString)
                    .sorted()
                    .toList();
        }
    }
}
