package io.weir.app.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.bench.Bench;
import io.weir.app.bench.BenchPlan;
import io.weir.app.bench.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part as {@code weir bench --quick} runs it; nothing is said about speed. */
class IntakePartIT {
    @TempDir
    private static Path folder;

    private static Map<String, Row> rows;

    @BeforeAll
    static void run() throws Exception {
        BenchPlan plan = new BenchPlan(true, List.of("bridge", "alertmanager"), folder);
        rows = Bench.run(plan, folder, row -> {}).rows().stream()
                .collect(Collectors.toMap(Row::name, Function.identity()));
    }

    @Test
    void everyRowIsReported() {
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(new IntakePart().rows());
    }

    @Test
    void theBridgeIsMeasuredWithTheBroker() {
        for (int batch : new int[] {1, 10, 100}) {
            Row row = rows.get("bridge." + batch);
            assertThat(row.processes()).containsOnlyKeys("bridge", "broker");
            assertThat(row.figures().get("alertsPerCpuSecond"))
                    .isGreaterThan(row.figures().get("alertsPerCpuSecondWithBroker"));
            assertMeasured(row);
        }
    }

    @Test
    void alertmanagerIsMeasuredWhereThereIsOne() {
        for (String name : List.of("ingest.1", "ingest.10", "ingest.100", "webhook.100")) {
            Row row = rows.get("alertmanager." + name);
            if (AlertmanagerProcess.installed()) {
                assertMeasured(row);
            } else {
                assertThat(row.cpuSecondsPerMillion()).isNull();
                assertThat(row.note()).isEqualTo(AlertmanagerProcess.MISSING);
            }
        }
    }

    private static void assertMeasured(Row row) {
        assertThat(row.cpuSecondsPerMillion()).isPositive();
        assertThat(row.perSecond()).isPositive();
        assertThat(row.p99Ms()).isGreaterThanOrEqualTo(row.p50Ms());
        assertThat(row.p50Ms()).isPositive();
    }
}
