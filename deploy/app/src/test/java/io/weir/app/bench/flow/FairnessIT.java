package io.weir.app.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.bench.Bench;
import io.weir.app.bench.BenchPlan;
import io.weir.app.bench.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part as {@code weir bench --quick} runs it; nothing is said about speed. Takes four minutes: {@code -Pchaos}. */
@Tag("long")
class FairnessIT {
    @TempDir
    private static Path folder;

    private static List<Row> rows;

    @BeforeAll
    static void run() throws Exception {
        rows = Bench.run(new BenchPlan(true, List.of("fairness"), folder), folder, row -> {})
                .rows();
    }

    @Test
    void everyRowIsReportedAndEachProbeBecomesAnIncident() {
        assertThat(rows).extracting(Row::name).containsExactlyElementsOf(new FairnessPart().rows());
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.figures()).doesNotContainKey("probesWithoutIncident");
            assertThat(row.figures().get("probes")).isPositive();
            assertThat(row.p99Ms()).isPositive();
        });
    }

    @Test
    void whatTheTenantFarOverItsQuotaSentIsAllThereAndAccountedFor() {
        Map<String, Double> account = rows.get(2).figures();
        assertThat(account)
                .containsEntry("balanced", 1.0)
                .containsEntry("unaccounted", 0.0)
                .containsEntry("inFlight", 0.0)
                .containsEntry("waiting", 0.0);
        assertThat(account.get("folded")).isPositive();
        assertThat(account.get("spilled")).isPositive();
        assertThat(account.get("passed") + account.get("folded") + account.get("spilled"))
                .isBetween(account.get("sent"), account.get("sent") + account.get("sentAgain"));
    }

    @Test
    void allOfTheHotScopeIsTakenAndDecided() {
        Map<String, Double> hot = rows.get(3).figures();
        assertThat(hot).containsEntry("alerts", 2_000.0);
        assertThat(hot.get("secondsToDecide")).isPositive();
    }
}
