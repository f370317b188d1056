package io.weir.app.bench.scale;

import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.flink.JobOrder;
import io.weir.app.bench.flink.JobRunner;
import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.BenchTopics;
import io.weir.app.bench.load.LogLoader;
import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.StateStore;
import io.weir.schema.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cost of an alert of the correlate job along four axes: active alerts, downtimes, tenants, grouping rules. */
public final class ScalingPart implements BenchPart {
    private static final int MEASURED = 150_000;
    private static final int MEASURED_WHEN_QUICK = 40_000;
    private static final int ACTIVE = 50_000;
    private static final int ACTIVE_WHEN_QUICK = 2_000;
    /** Points of an axis that a quick run measures. */
    private static final int POINTS_WHEN_QUICK = 2;
    /** From so many active alerts on one round must do. */
    private static final int LARGE = 1_000_000;
    /** So many times more of them are measured then: else it would be a few seconds of their own time. */
    private static final int MORE_WHEN_LARGE = 4;

    private static final long SEED = 7;
    private static final Map<String, int[]> AXES = axes();

    private static Map<String, int[]> axes() {
        Map<String, int[]> axes = new LinkedHashMap<>();
        axes.put("scaling.active", new int[] {1_000, 10_000, 100_000, 1_000_000});
        axes.put("scaling.heap.active", new int[] {1_000, 10_000, 100_000});
        axes.put("scaling.downtimes", new int[] {10, 1_000, 100_000});
        axes.put("scaling.tenants", new int[] {1, 10, 100, 1_000});
        axes.put("scaling.rules", new int[] {10, 500, 5_000});
        return axes;
    }

    @Override
    public List<String> rows() {
        List<String> rows = new ArrayList<>();
        AXES.forEach((axis, points) -> {
            for (int point : points) {
                rows.add(axis + "." + point);
            }
        });
        return rows;
    }

    @Override
    public void run(Stage stage) throws Exception {
        int measured = stage.plan().size(MEASURED, MEASURED_WHEN_QUICK);
        int active = stage.plan().size(ACTIVE, ACTIVE_WHEN_QUICK);
        JobRunner runner = new JobRunner(stage);
        for (Map.Entry<String, int[]> axis : AXES.entrySet()) {
            double first = 0;
            boolean warm = false;
            for (int i = 0; i < stage.plan().size(axis.getValue().length, POINTS_WHEN_QUICK); i++) {
                int point = axis.getValue()[i];
                String row = axis.getKey() + "." + point;
                if (!stage.wants(row)) {
                    continue;
                }
                ScalingCase one = switch (axis.getKey()) {
                    case "scaling.active" ->
                        ScalingCase.active(
                                row, StateStore.ROCKSDB, point, point < LARGE ? measured : MORE_WHEN_LARGE * measured);
                    case "scaling.heap.active" -> ScalingCase.active(row, StateStore.HEAP, point, measured);
                    case "scaling.downtimes" -> ScalingCase.downtimes(row, active, point, measured);
                    case "scaling.tenants" -> ScalingCase.tenants(row, active, point, measured);
                    default -> ScalingCase.rules(row, active, point, measured);
                };
                Row found = measure(stage, runner, one, warm || point >= LARGE);
                warm = true;
                first = i == 0 ? found.cpuSecondsPerMillion() : first;
                stage.report(first == 0 ? found : found.with("ratio", found.cpuSecondsPerMillion() / first));
            }
        }
        runner.close();
        try (BenchTopics topics = new BenchTopics(stage.bootstrap())) {
            topics.remove(Topics.ALERTS, Topics.DIRECTIVES);
        }
    }

    private static Row measure(Stage stage, JobRunner runner, ScalingCase one, boolean warm) throws Exception {
        LogLoader.load(
                stage.bootstrap(),
                new AlertMix(one.size(), SEED),
                BenchDowntimes.of(one.downtimes(), one.size().tenants()),
                LogLoader.TICKS_AFTER_MS);
        JobOrder order = JobOrder.correlate(one.store(), Guarantee.EXACTLY_ONCE, BenchRules.book(one.rules()))
                .over(
                        stage.bootstrap(),
                        stage.broker().handle().pid(),
                        one.skip(),
                        one.size().alerts());
        if (!warm) {
            runner.warmUp(order);
        }
        int active = one.size().active();
        Row row =
                runner.row(one.row(), order, active >= LARGE ? 1 : stage.plan().rounds());
        double checkpoint = row.figures().get("checkpointBytes");
        return row.with("stateBytesPerActiveAlert", checkpoint / active);
    }
}
