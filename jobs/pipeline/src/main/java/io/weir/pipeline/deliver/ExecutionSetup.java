package io.weir.pipeline.deliver;

import io.weir.core.execute.GuardLimits;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.sink.awx.AwxOptions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What the executor of playbooks is made of.
 *
 * @param runners null when there is no runner: everything is refused
 * @param controls brakes and downtimes
 * @param past what is known of remediations from elsewhere
 * @param tuning how it goes about it
 * @param limits by tenant
 * @param otherwise for tenants without limits of their own
 * @param share what a task may do
 * @param ties to earlier lives and other jobs; null for none
 */
record ExecutionSetup(
        Runners runners,
        Controls controls,
        PastEffects past,
        ExecutionTuning tuning,
        Map<String, AwxOptions.Guardrails> limits,
        AwxOptions.Guardrails otherwise,
        TaskShare share,
        JobTies ties)
        implements Serializable {
    /** From the job's settings. */
    static ExecutionSetup of(
            DeliverSettings settings, Runners runners, Controls controls, TaskShare share, JobTies ties) {
        AwxOptions awx = settings.awx();
        Map<String, AwxOptions.Guardrails> limits = new HashMap<>();
        if (awx != null) {
            awx.tenants().keySet().forEach(tenant -> limits.put(tenant, awx.guardrailsOf(tenant)));
        }
        long runTimeoutMs = (awx == null ? AwxOptions.DEFAULT_RUN_TIMEOUT : awx.runTimeout()).toMillis();
        return new ExecutionSetup(
                runners,
                controls,
                PastEffects.NONE,
                ExecutionTuning.of(settings.tuning(), runTimeoutMs),
                Map.copyOf(limits),
                awx == null ? AwxOptions.Guardrails.DEFAULT : awx.guardrails(),
                share,
                ties);
    }

    private static GuardLimits limits(AwxOptions.Guardrails guardrails) {
        return new GuardLimits(
                guardrails.concurrency(),
                guardrails.concurrencyPerTemplate(),
                guardrails.concurrencyPerTarget(),
                guardrails.fleetShare(),
                guardrails.fleetWindowMs(),
                guardrails.hostsPerIncident());
    }

    /** The limits of a tenant. */
    GuardLimits limitsOf(String tenant) {
        return limits(limits.getOrDefault(tenant, otherwise));
    }
}
