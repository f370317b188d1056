package io.weir.core.execute;

import java.util.ArrayList;
import java.util.List;

/**
 * The hosts that were remediated for one incident. State: components may be added, never renamed.
 *
 * @param hosts names, each once
 * @param at when the last one was added, milliseconds since the epoch
 * @param steps what was let through on which host; null in old checkpoints
 */
public record IncidentReach(List<String> hosts, long at, List<Step> steps) {
    /**
     * One remediation on one host.
     *
     * @param remediationId which
     * @param host where
     */
    public record Step(String remediationId, String host) {}

    /** With one host more. */
    IncidentReach with(String host, String remediationId, long now) {
        List<String> all = new ArrayList<>(hosts);
        List<Step> more = new ArrayList<>(known());
        Step step = new Step(remediationId, host);
        if (!all.contains(host)) {
            all.add(host);
            more.add(step);
        } else if (!more.contains(step) && more.stream().anyMatch(s -> s.host().equals(host))) {
            more.add(step); // a host without steps is of an old checkpoint, and stays
        }
        return new IncidentReach(all, now, more);
    }

    /** Without a remediation that touched nothing; its host stays when another one was let through on it. */
    public IncidentReach without(String remediationId) {
        List<Step> left = known().stream()
                .filter(step -> !step.remediationId().equals(remediationId))
                .toList();
        List<String> freed = known().stream()
                .map(Step::host)
                .filter(host -> left.stream().noneMatch(step -> step.host().equals(host)))
                .toList();
        List<String> all = new ArrayList<>(hosts);
        all.removeAll(freed);
        return new IncidentReach(all, at, new ArrayList<>(left));
    }

    private List<Step> known() {
        return steps == null ? List.of() : steps;
    }
}
