package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.rules.RuleBook.RemediationRule;
import io.weir.schema.yaml.Field;
import io.weir.schema.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the list {@code remediation}. */
final class RemediationRules {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private RemediationRules() {}

    static List<RemediationRule> read(Section root, Matchers matchers) {
        Names names = new Names();
        return root.sections("remediation").stream()
                .map(entry -> read(entry, names, matchers))
                .toList();
    }

    private static RemediationRule read(Section entry, Names names, Matchers matchers) {
        return new RemediationRule(
                names.of(entry),
                match(entry, matchers),
                entry.string("template").required(),
                entry.string("target").required(),
                vars(entry),
                entry.word("mode", RemediationRule.Mode.class).orElse(RemediationRule.Mode.DRY_RUN),
                entry.duration("minAge", Duration.ZERO, LONGEST).orElse(Defaults.MIN_AGE),
                entry.duration("cooldown", Duration.ZERO, LONGEST).orElse(Defaults.COOLDOWN),
                entry.integer("maxAttempts", 1, 20).orElse(Defaults.MAX_ATTEMPTS),
                entry.duration("verifyWithin", SHORTEST, LONGEST).orElse(Defaults.VERIFY_WITHIN),
                entry.duration("expiresAfter", SHORTEST, LONGEST).orElse(Defaults.EXPIRES_AFTER));
    }

    /** A playbook for everything is a mistake, so a book cannot say it, not even with matchers that all may be empty. */
    private static List<Matcher> match(Section entry, Matchers read) {
        Field<List<Matcher>> field = read.field(entry, "match");
        List<Matcher> matchers = field.orElse(List.of());
        if (!field.refused() && matchers.stream().allMatch(Matcher::matchesAbsent)) {
            entry.problem(
                    "match",
                    "expected at least one matcher that an absent label does not satisfy",
                    "name the alerts this playbook is for, for example alertname=\"NginxDown\"");
        }
        return matchers;
    }

    private static Map<String, String> vars(Section entry) {
        Map<String, String> vars = entry.map("vars").orElse(Map.of());
        for (String variable : vars.keySet()) {
            if (!VARIABLE.matcher(variable).matches()) {
                entry.problem(
                        "vars",
                        "expected variable names of letters, digits and _, found \"" + variable + '"',
                        "rename the variable");
            }
        }
        return vars;
    }
}
