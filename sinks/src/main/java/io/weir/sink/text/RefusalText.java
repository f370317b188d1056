package io.weir.sink.text;

import io.weir.schema.Remediation;

/** What the guardrails' words mean, and what a person can do about each. Those of AWX's set-up explain themselves. */
final class RefusalText {
    private RefusalText() {}

    /** A sentence with the remedy; empty for a word that is not one of the guardrails'. */
    static String of(Remediation request, String reason) {
        String rule = "remediation rule " + request.rule();
        return switch (reason) {
            case "flapping" ->
                "The alert starts and ends in quick turns, and a playbook would only add to that. Find out why it flaps,"
                        + " or raise flapping.transitions in the rule book.";
            case "no-target" ->
                "The alert lacks the label that names the host. Add the label to the alert, or let target of " + rule
                        + " name a label that it has.";
            case "unsafe-target" ->
                "The target is not the name of one host, and playbooks are never run on patterns, lists or groups."
                        + " Let target of " + rule + " name a label that holds a plain host name.";
            case "unsafe-variable" ->
                "The value for a variable is longer than 1024 characters, or has template braces or control characters"
                        + " in it. Correct the alert's label, or let vars of " + rule + " name another one.";
            case "cooldown" ->
                "This playbook was asked for on this target a short time ago. See what the earlier run did and start it"
                        + " by hand if it is needed again, or shorten cooldown of " + rule + ".";
            case "attempts-used-up" ->
                "This incident has had as many attempts as maxAttempts of " + rule
                        + " allows, and the playbook did not help. A person has to look.";
            case "in-downtime" ->
                "The alert is in a scheduled downtime by now, and nothing is started in one. Start the playbook by hand"
                        + " if it is wanted all the same.";
            case "concurrency" ->
                "As much as may run at once is running. What is too much is refused, not queued, so that a storm does not"
                        + " become as many restarts. See what runs; the limits are guardrails of awx in weir.yaml.";
            case "fleet-share" ->
                "As much of the inventory as guardrails.fleetShare allows has been remediated within fleetWindow. So many"
                        + " hosts at once have a common cause: look for that.";
            case "blast-radius" ->
                "As many hosts as guardrails.hostsPerIncident allows have been remediated for this incident. A person has"
                        + " to look.";
            case "brake" ->
                "The brake is on: nothing is launched until it is released with weir brake off. What runs already goes on;"
                        + " what awaits approval is cancelled.";
            default -> "";
        };
    }
}
