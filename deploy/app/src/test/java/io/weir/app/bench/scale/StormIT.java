package io.weir.app.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.bench.Bench;
import io.weir.app.bench.BenchPlan;
import io.weir.app.bench.BenchResult;
import io.weir.app.bench.Row;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small storm through a real bridge, a real Kafka and the real job. */
class StormIT {
    @TempDir
    Path folder;

    @Test
    void everyAlertThatWasAcknowledgedIsAccountedFor() throws Exception {
        BenchPlan plan = new BenchPlan(true, List.of("storm.accept", "storm.drain"), folder);

        BenchResult result = Bench.run(plan, folder, row -> {});

        assertThat(result.rows()).extracting(Row::name).containsExactly("storm.accept", "storm.drain");
        Row accepted = result.rows().get(0);
        Row drained = result.rows().get(1);
        assertThat(drained.figures()).containsEntry("unaccounted", 0.0);
        double sent = accepted.figures().get("alerts");
        // what a slow machine answered with 503 may be on Kafka all the same, and is sent again
        assertThat(drained.figures().get("received"))
                .isBetween(sent, sent + accepted.figures().get("sentAgain"));
    }
}
