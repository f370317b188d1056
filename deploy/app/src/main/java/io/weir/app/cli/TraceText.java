package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.core.explain.RuleTrace;
import io.weir.core.explain.RuleTrace.CausePart;
import io.weir.core.explain.RuleTrace.GroupingChoice;
import io.weir.core.explain.RuleTrace.Lookup;
import io.weir.core.explain.RuleTrace.RaiseTrial;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A {@link RuleTrace} for people: one topic per line, and below it why. */
final class TraceText {
    private static final String[] PRIORITIES = {"very low", "low", "medium", "high", "very high"};

    private final TraceLines lines;

    TraceText(PrintWriter out) {
        this.lines = new TraceLines(out);
    }

    /**
     * Prints it.
     *
     * @param downtimes that hold the alert; null when nobody asked
     */
    void print(String place, RuleTrace trace, List<JsonNode> downtimes) {
        lines.title(place + ", by rule book " + trace.rulesVersion());
        lines.topic("labels", TraceLines.labels(trace.labels()));
        identity(trace);
        trace.enrich().forEach(this::lookup);
        severity(trace.severity());
        grouping(trace.grouping());
        priority(trace.priority());
        trace.causes().forEach(this::cause);
        lines.topic(
                "flapping",
                "from " + trace.flapping().transitions() + " starts within "
                        + trace.flapping().window() + " on, until quiet for "
                        + trace.flapping().quiet());
        noise(trace.noise());
        lines.topic("stale", "when nobody repeats it for " + trace.staleAfter());
        downtimes(downtimes);
        remediation(trace.remediation());
        ticket(trace.ticket());
        lines.end();
    }

    private void identity(RuleTrace trace) {
        List<String> ignored = trace.identity().ignored();
        lines.topic(
                "identity",
                ignored.isEmpty()
                        ? trace.fingerprint() + ", of all labels"
                        : trace.identity().fingerprint() + ", without " + String.join(", ", ignored)
                                + " (with all labels: " + trace.fingerprint() + ")");
    }

    private void lookup(Lookup lookup) {
        String looked = lookup.label() + "=\"" + lookup.value() + '"';
        if (lookup.value() == null) {
            lines.topic("enrich", "nothing: the alert has no " + lookup.label() + " for table " + lookup.table());
        } else if (!lookup.found()) {
            lines.topic("enrich", "nothing: table " + lookup.table() + " has no row for " + looked);
        } else {
            lines.topic(
                    "enrich",
                    (lookup.added().isEmpty() ? "nothing" : TraceLines.labels(lookup.added())) + " by table "
                            + lookup.table() + " for " + looked);
            lookup.kept()
                    .forEach((label, value) -> lines.reason("the alert keeps its own " + label + "=\"" + value + '"'));
        }
    }

    private void severity(RuleTrace.SeverityChoice severity) {
        String why = severity.word() == null
                ? "the alert has no label " + severity.label() + ": severity.otherwise"
                : severity.label() + " is \"" + severity.word() + '"'
                        + (severity.mapped() ? "" : ", which severity.map does not know: severity.otherwise");
        lines.topic("severity", severity.severity().word());
        lines.reason(why);
    }

    private void grouping(GroupingChoice grouping) {
        lines.topic("rule", grouping.rule());
        lines.trials(grouping.trials());
        lines.topic(
                "scope",
                grouping.scope().isEmpty()
                        ? "none: one incident for all alerts of this rule"
                        : TraceLines.labels(grouping.scope()));
        lines.topic(
                "incident",
                "waits " + grouping.waits() + ", gap " + grouping.gap() + ", at most " + grouping.maxSpan()
                        + "; updated at most every " + grouping.updateEvery() + ", resolved after "
                        + grouping.resolveQuiet()
                        + ", reopened within " + grouping.reopenWithin());
        lines.reason(
                (grouping.minAlerts() == 1 ? "opens with one alert" : "opens with " + grouping.minAlerts() + " alerts")
                        + (grouping.split() ? "; a new burst opens its own" : "; a new burst joins")
                        + (grouping.topology() == null
                                ? ""
                                : "; only with alerts whose " + grouping.topology() + " is at most " + grouping.hops()
                                        + " edges away"));
    }

    private void priority(RuleTrace.PriorityChoice priority) {
        lines.topic(
                "priority",
                "urgency " + priority.urgency() + ", impact " + priority.impact() + ": GLPI priority "
                        + priority.glpiPriority() + " (" + PRIORITIES[priority.glpiPriority() - 1] + ")");
        priority.raises().forEach(this::raise);
    }

    private void raise(RaiseTrial raise) {
        if (!raise.trial().succeeded()) {
            lines.reason(raise.trial().rule() + " does not raise it: " + TraceLines.failed(raise.trial()));
            return;
        }
        List<String> effects = new ArrayList<>();
        if (raise.urgency() != null) {
            effects.add("urgency to " + raise.urgency());
        }
        if (raise.impact() != null) {
            effects.add("impact to " + raise.impact());
        }
        lines.reason(raise.trial().rule() + " raises " + String.join(" and ", effects) + " at least"
                + (raise.members() == null ? "" : " from " + raise.members() + " alerts on")
                + (raise.trial().held().isEmpty() ? "" : ": " + TraceLines.held(raise.trial())));
    }

    private void cause(CausePart part) {
        String topic = part.dependency() ? "dependency" : "inhibition";
        if (part.mutes() == null && part.mutedBy() == null) {
            lines.topic(topic, part.rule() + ": no part in it");
            lines.reason("is no cause: " + TraceLines.failed(part.asCause()));
            lines.reason("is not muted: " + TraceLines.failed(part.asTarget()));
            return;
        }
        if (part.mutes() != null) {
            lines.topic(topic, part.rule() + ": mutes alerts with " + String.join(", ", part.mutes()));
            lines.reason("also those that came up to " + part.lateJoin() + " before; it is a cause, as "
                    + TraceLines.held(part.asCause()));
        }
        if (part.mutedBy() != null) {
            lines.topic(topic, part.rule() + ": is muted while one fires with " + String.join(", ", part.mutedBy()));
            lines.reason("also by one that comes up to " + part.lateJoin() + " later; it can be muted, as "
                    + TraceLines.held(part.asTarget()));
        }
        if (part.both()) {
            lines.reason("it is both, and not muted by another that is both");
        }
    }

    private void noise(RuleTrace.Noise noise) {
        if (!noise.enabled()) {
            lines.topic("noise", "never: noise.enabled is false");
        } else if (noise.never() != null) {
            lines.topic("noise", "never: " + noise.never() + " in noise.never holds");
        } else {
            lines.topic(
                    "noise", "after " + noise.starts() + " starts of this name at the same rate over " + noise.over());
        }
    }

    private void downtimes(List<JsonNode> downtimes) {
        if (downtimes == null) {
            lines.topic("downtime", "not asked: --downtimes FILE or --live");
        } else if (downtimes.isEmpty()) {
            lines.topic("downtime", "none matches");
        }
        for (JsonNode downtime : downtimes == null ? List.<JsonNode>of() : downtimes) {
            lines.topic(
                    "downtime",
                    downtime.path("id").asText() + " " + downtime.path("status").asText("") + ", from "
                            + downtime.path("from").asText() + " to "
                            + downtime.path("to").asText() + ": "
                            + downtime.path("comment").asText());
        }
    }

    private void remediation(RuleTrace.RemediationChoice choice) {
        if (choice.rule() == null) {
            lines.topic(
                    "remediation", choice.trials().isEmpty() ? "none: the book has none" : "none: no entry matches");
        } else if (choice.playbook() == null) {
            lines.topic("remediation", "none: " + choice.rule() + " has mode off");
        } else {
            RuleTrace.PlaybookPart playbook = choice.playbook();
            lines.topic(
                    "remediation",
                    choice.rule() + ": template " + playbook.template() + ", target "
                            + (playbook.target().isEmpty() ? "unknown" : playbook.target()) + ", mode "
                            + choice.mode());
            if (choice.refusal() != null) {
                lines.reason("would be refused: " + choice.refusal());
            }
            if (!playbook.vars().isEmpty()) {
                lines.reason("variables " + TraceLines.labels(playbook.vars()));
            }
            lines.reason("after " + playbook.minAge() + " of firing, cooldown " + playbook.cooldown() + ", at most "
                    + playbook.maxAttempts() + " attempts, verified within " + playbook.verifyWithin()
                    + ", dropped after " + playbook.expiresAfter());
        }
        lines.trials(choice.trials());
    }

    private void ticket(RuleTrace.TicketChoice choice) {
        if (choice.rule() == null) {
            lines.topic(
                    "ticket",
                    "as the tenant's defaults say: "
                            + (choice.trials().isEmpty() ? "the book wants nothing of it" : "no entry matches"));
        } else {
            List<String> wishes = new ArrayList<>();
            wish(wishes, "category", choice.category());
            wish(wishes, "requester", choice.requester());
            wish(wishes, "group", choice.assignGroup());
            wish(wishes, "computer", choice.asset());
            lines.topic("ticket", choice.rule() + ": " + (wishes.isEmpty() ? "nothing" : String.join(", ", wishes)));
            if (choice.assetLabel() != null && choice.asset() == null) {
                lines.reason("links no computer: the alert has no usable " + choice.assetLabel());
            }
            lines.reason("the oldest alert of an incident that names one of the first three decides for its ticket");
        }
        lines.trials(choice.trials());
    }

    private static void wish(List<String> wishes, String what, Object value) {
        if (value != null) {
            wishes.add(what + " " + value);
        }
    }
}
