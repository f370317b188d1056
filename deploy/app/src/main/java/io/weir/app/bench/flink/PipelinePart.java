package io.weir.app.bench.flink;

import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.LogLoader;
import io.weir.app.bench.load.MixSize;
import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.StateStore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The correlate job and what it is compared with, over the same log. */
public final class PipelinePart implements BenchPart {
    /** Long enough that the compiler, which goes on for a minute, is a small part of what is measured. */
    private static final int ALERTS = 1_000_000;

    private static final int ALERTS_WHEN_QUICK = 60_000;
    private static final long SEED = 1;

    private final Map<String, JobOrder> orders = new LinkedHashMap<>();

    /** With all its rows. */
    public PipelinePart() {
        put("identity", JobOrder.Kind.IDENTITY, StateStore.HEAP, Guarantee.EXACTLY_ONCE);
        put("parse", JobOrder.Kind.PARSE, StateStore.HEAP, Guarantee.EXACTLY_ONCE);
        for (JobOrder.Kind kind : List.of(JobOrder.Kind.KEYED, JobOrder.Kind.CORRELATE)) {
            for (StateStore store : StateStore.values()) {
                for (Guarantee guarantee : List.of(Guarantee.AT_LEAST_ONCE, Guarantee.EXACTLY_ONCE)) {
                    put(word(kind) + "." + word(store) + "." + word(guarantee), kind, store, guarantee);
                }
            }
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void put(String name, JobOrder.Kind kind, StateStore store, Guarantee guarantee) {
        orders.put(
                name,
                new JobOrder(
                        kind,
                        "",
                        store,
                        guarantee,
                        JobRunner.PARALLELISM,
                        JobRunner.CHECKPOINT_EVERY_MS,
                        0,
                        0,
                        null,
                        0));
    }

    @Override
    public List<String> rows() {
        return List.copyOf(orders.keySet());
    }

    @Override
    public void run(Stage stage) throws Exception {
        MixSize size = MixSize.standard(stage.plan().size(ALERTS, ALERTS_WHEN_QUICK));
        long bytes = LogLoader.load(stage.bootstrap(), new AlertMix(size, SEED));
        JobRunner runner = new JobRunner(stage);
        Set<String> warm = new HashSet<>();
        for (Map.Entry<String, JobOrder> entry : orders.entrySet()) {
            if (!stage.wants(entry.getKey())) {
                continue;
            }
            JobOrder order = entry.getValue()
                    .over(stage.bootstrap(), stage.broker().handle().pid(), size.active(), size.alerts());
            if (warm.add(order.job() + " " + order.store())) {
                runner.warmUp(order);
            }
            stage.report(runner.row(entry.getKey(), order).with("bytesPerAlert", (double) bytes / size.alerts()));
        }
        runner.close();
    }
}
