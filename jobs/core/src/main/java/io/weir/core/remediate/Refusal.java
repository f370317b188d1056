package io.weir.core.remediate;

import io.weir.core.Playbook;
import io.weir.core.scope.Candidate;
import java.util.regex.Pattern;

/** Why a guardrail says no; the words are stable, for metrics and tickets. */
public final class Refusal {
    static final String FLAPPING = "flapping";
    static final String NO_TARGET = "no-target";
    static final String UNSAFE_TARGET = "unsafe-target";
    static final String UNSAFE_VARIABLE = "unsafe-variable";
    static final String COOLDOWN = "cooldown";
    static final String ATTEMPTS_USED_UP = "attempts-used-up";

    /** One host name: no pattern, list or group that Ansible's {@code --limit} would expand. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");

    private static final int LONGEST_VARIABLE = 1_024;

    private Refusal() {}

    /** The reason to refuse; null when there is none. */
    static String of(RemediateState state, Candidate candidate, long at) {
        Playbook playbook = candidate.playbook();
        if (candidate.flapping()) {
            return FLAPPING;
        }
        String unusable = of(playbook);
        if (unusable != null) {
            return unusable;
        }
        if (state.attempts.getOrDefault(attemptsKey(candidate), 0) >= playbook.maxAttempts()) {
            return ATTEMPTS_USED_UP;
        }
        if (at < state.coolUntil.getOrDefault(playbook.template(), Long.MIN_VALUE)) {
            return COOLDOWN;
        }
        return null;
    }

    /** The reason to refuse whatever happened before: the alert's values cannot be used; null when there is none. */
    public static String of(Playbook playbook) {
        if (playbook.target().isEmpty()) {
            return NO_TARGET;
        }
        if (!HOST.matcher(playbook.target()).matches()
                || playbook.target().equals("all")
                || playbook.target().equals("ungrouped")) {
            return UNSAFE_TARGET;
        }
        if (playbook.vars().values().stream().anyMatch(Refusal::unsafe)) {
            return UNSAFE_VARIABLE;
        }
        return null;
    }

    static String attemptsKey(Candidate candidate) {
        return candidate.incidentId() + "|" + candidate.playbook().rule();
    }

    private static boolean unsafe(String value) {
        return value.length() > LONGEST_VARIABLE
                || value.contains("{{")
                || value.contains("{%")
                || value.contains("{#")
                || value.chars().anyMatch(Character::isISOControl);
    }
}
