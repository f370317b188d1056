package io.weir.sink.text;

import io.weir.schema.Remediation;

/** What the guardrails' words mean, and what a person can do about each. */
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
            default -> "";
        };
    }
}
