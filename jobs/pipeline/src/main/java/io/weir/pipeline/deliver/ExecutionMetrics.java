package io.weir.pipeline.deliver;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the executor counts, in the group {@code weir}: {@code remediations_refused_brake} and its like. */
final class ExecutionMetrics {
    /** Words that have a counter of their own; whatever else is said is counted as {@code other}. */
    private static final Set<String> COUNTED = Set.of(
            "flapping",
            "no-target",
            "unsafe-target",
            "unsafe-variable",
            "cooldown",
            "attempts-used-up",
            "mode-off",
            "concurrency",
            "blast-radius",
            "fleet-share",
            "in-downtime",
            "brake",
            "no-runner",
            "tenant-unknown",
            "template-not-allowed",
            "template-not-found",
            "approve-needs-workflow",
            "workflow-needs-approve",
            "no-approval-node",
            "limit-not-prompted",
            "labels-not-prompted",
            "variables-not-prompted",
            "variable-missing",
            "variable-unsafe",
            "target-invalid",
            "host-not-in-inventory",
            "host-disabled",
            "launch-refused",
            "launch-forbidden",
            "unauthorized");

    private final MetricGroup group;
    private final Map<String, Counter> refused = new HashMap<>();

    ExecutionMetrics(MetricGroup task, IntSupplier inFlight, ControlView controls, BooleanSupplier leftAlone) {
        group = task.addGroup("weir");
        group.gauge("callsInFlight", inFlight::getAsInt);
        group.gauge("runnerBreakerOpen", () -> leftAlone.getAsBoolean() ? 1 : 0);
        group.gauge("controlReadable", () -> controls.readable() ? 1 : 0);
        Set.of("concurrency", "blast-radius", "fleet-share", "in-downtime", "brake")
                .forEach(this::counter);
    }

    /** One more refusal. */
    void refused(String reason) {
        counter(reason).inc();
    }

    private Counter counter(String reason) {
        String word = COUNTED.contains(reason) ? reason.replace('-', '_') : "other";
        return refused.computeIfAbsent(word, w -> group.counter("remediations_refused_" + w));
    }
}
