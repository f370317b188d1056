package io.weir.app.compare;

import com.fasterxml.jackson.annotation.JsonValue;
import io.weir.schema.EpochMillis;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** In what an incident differs that is one before and after. */
public enum Aspect {
    /** Its alerts. */
    MEMBERSHIP,
    SEVERITY,
    PRIORITY,
    OPENED_EARLIER,
    OPENED_LATER,
    RESOLVED_EARLIER,
    /** Also: not at all by the end. */
    RESOLVED_LATER,
    /** The grouping rule that made it. */
    RULE;

    /** Within so much, two times are the same: rules are applied in steps of a fraction of a second. */
    static final long SAME_MS = 1_000;

    /** The word in documents. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Set<Aspect> between(IncidentSummary before, IncidentSummary after, boolean sameAlerts) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        if (!sameAlerts) {
            aspects.add(MEMBERSHIP);
        }
        if (before.severity() != after.severity()) {
            aspects.add(SEVERITY);
        }
        if (!Objects.equals(before.priority(), after.priority())) {
            aspects.add(PRIORITY);
        }
        shifted(aspects, before.publishedAt(), after.publishedAt(), OPENED_EARLIER, OPENED_LATER);
        shifted(aspects, end(before), end(after), RESOLVED_EARLIER, RESOLVED_LATER);
        if (!before.rule().equals(after.rule())) {
            aspects.add(RULE);
        }
        return aspects;
    }

    private static long end(IncidentSummary incident) {
        return incident.resolvedAt() == null ? EpochMillis.LAST : incident.resolvedAt();
    }

    private static void shifted(Set<Aspect> aspects, long before, long after, Aspect earlier, Aspect later) {
        if (Math.abs(after - before) > SAME_MS) {
            aspects.add(after < before ? earlier : later);
        }
    }
}
