package io.weir.app.bench.flow;

import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.BenchTopics;
import io.weir.schema.Topics;
import java.util.List;
import java.util.stream.Stream;

/** Whether one tenant, or one scope, can be a burden to others: how long their alerts take to an incident meanwhile. */
public final class FairnessPart implements BenchPart {
    /** As users have it: an incident can be read when its checkpoint is complete. */
    static final String GUARANTEE = "exactly-once";

    private static final List<String> OVERLOAD = List.of(Overload.ALONE, Overload.WITHIN, Overload.BESIDE);

    @Override
    public List<String> rows() {
        return Stream.concat(OVERLOAD.stream(), Stream.of(HotScope.ROW)).toList();
    }

    @Override
    public void run(Stage stage) throws Exception {
        try (StandIn glpi = StandIn.start(stage)) {
            if (OVERLOAD.stream().anyMatch(stage::wants)) {
                clear(stage);
                Overload.measure(stage, glpi);
            }
            if (stage.wants(HotScope.ROW)) {
                clear(stage);
                HotScope.measure(stage, glpi);
            }
            clear(stage);
        }
    }

    /** Removes all topics: the bridge makes its own, with the broker's time. */
    private static void clear(Stage stage) throws Exception {
        try (BenchTopics topics = new BenchTopics(stage.bootstrap())) {
            topics.remove(Topics.all().toArray(String[]::new));
            topics.remove(Topics.spill(AlertMix.tenantName(Overload.LOUD)));
        }
    }
}
