package io.weir.schema.downtime;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;

/**
 * An RRULE, understood and found reasonable. Its end is taken out: which instants are still in is a question of the
 * zone, and the rule itself knows local times only.
 *
 * @param rule endless, in steps of a day or more
 * @param count its COUNT; null when it has none
 * @param until its UNTIL; null when it has none
 */
record RuleText(RecurrenceRule rule, Integer count, DateTime until) {
    private static final String FIELD = "rrule";
    private static final String PREFIX = "RRULE:";
    private static final int LONGEST = 2_000;
    private static final int MOST_INTERVAL = 1_000;
    private static final int MOST_COUNT = 10_000;
    /** A window every quarter of an hour; more would be one long window. */
    private static final int MOST_PER_DAY = 96;

    /**
     * Reads a rule, with or without its prefix.
     *
     * @param start local time of the first window, from which the rule takes what it does not say itself
     * @throws InvalidRecurrenceException naming {@code rrule}
     */
    static RuleText read(String text, LocalDateTime start) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw refused("expected an RFC 5545 rule of at most " + LONGEST + " characters, such as FREQ=DAILY");
        }
        String plain = text.strip().toUpperCase(Locale.ROOT);
        RecurrenceRule rule = parse(plain.startsWith(PREFIX) ? plain.substring(PREFIX.length()) : plain);
        if (rule.hasPart(Part.RSCALE) || rule.hasPart(Part.SKIP)) {
            throw refused("RSCALE and SKIP are not supported; write the rule without them");
        }
        if (rule.getInterval() > MOST_INTERVAL) {
            throw refused("expected an INTERVAL of at most " + MOST_INTERVAL + ", found " + rule.getInterval());
        }
        Integer count = rule.getCount();
        if (count != null && (count < 1 || count > MOST_COUNT)) {
            throw refused("expected a COUNT from 1 to " + MOST_COUNT + ", found " + count + "; UNTIL can be far away");
        }
        if (values(rule, Part.BYSECOND).contains(60)) {
            throw refused("expected BYSECOND from 0 to 59: local times have no leap seconds");
        }
        DateTime until = rule.getUntil();
        rule.setUntil(null);
        inDays(rule, start);
        long perDay = (long) atLeastOne(rule, Part.BYHOUR)
                * atLeastOne(rule, Part.BYMINUTE)
                * atLeastOne(rule, Part.BYSECOND);
        if (perDay > MOST_PER_DAY) {
            throw refused("expected at most " + MOST_PER_DAY + " windows a day, found " + perDay
                    + "; make the windows longer instead");
        }
        return new RuleText(rule, count, until);
    }

    private static RecurrenceRule parse(String plain) {
        try {
            return new RecurrenceRule(plain, RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | RuntimeException e) {
            throw refused("expected an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=SU, found " + plain + " ("
                    + e.getMessage() + ")");
        }
    }

    /** Hours of the local clock are those of each day, so that an hourly rule is a daily one that names its hours. */
    private static void inDays(RecurrenceRule rule, LocalDateTime start) {
        Freq freq = rule.getFreq();
        if (freq == Freq.MINUTELY || freq == Freq.SECONDLY) {
            throw refused("FREQ=" + freq + " is too often for a downtime; use FREQ=HOURLY or DAILY with BYMINUTE");
        }
        if (freq != Freq.HOURLY) {
            return;
        }
        if (24 % rule.getInterval() != 0 || rule.hasPart(Part.BYSETPOS) || rule.hasPart(Part.BYYEARDAY)) {
            throw refused("FREQ=HOURLY takes an INTERVAL that divides 24 and neither BYSETPOS nor BYYEARDAY;"
                    + " use FREQ=DAILY or YEARLY with BYHOUR");
        }
        List<Integer> only = values(rule, Part.BYHOUR);
        List<Integer> hours = new ArrayList<>();
        for (int hour = start.getHour() % rule.getInterval(); hour < 24; hour += rule.getInterval()) {
            if (only.isEmpty() || only.contains(hour)) {
                hours.add(hour);
            }
        }
        if (hours.isEmpty()) {
            throw refused("no hour of BYHOUR is one of the rule's: nothing would ever be held");
        }
        rule.setFreq(Freq.DAILY, true);
        rule.setInterval(1);
        try {
            rule.setByPart(Part.BYHOUR, hours);
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalStateException("hours of a day are always valid", e);
        }
    }

    private static List<Integer> values(RecurrenceRule rule, Part part) {
        return Objects.requireNonNullElse(rule.getByPart(part), List.of());
    }

    private static int atLeastOne(RecurrenceRule rule, Part part) {
        return Math.max(1, values(rule, part).size());
    }

    private static InvalidRecurrenceException refused(String problem) {
        return new InvalidRecurrenceException(FIELD, problem);
    }
}
