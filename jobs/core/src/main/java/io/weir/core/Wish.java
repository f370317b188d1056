package io.weir.core;

import io.weir.schema.rules.RuleBook;
import java.util.Map;

/**
 * What a rule book wants of the ticket of one alert. Ids are the ticket system's; null leaves it to the tenant's default.
 *
 * @param category ITIL category
 * @param requester user who is named as requester
 * @param assignGroup group that gets the ticket
 * @param asset name of the computer that the alert is about; null when the rule names none, or the alert lacks the label
 */
public record Wish(Integer category, Integer requester, Integer assignGroup, String asset) {
    /** No computer in GLPI has a longer name. */
    private static final int LONGEST_NAME = 255;

    /** What the first rule of {@code book} for these labels wants; null when nothing. */
    public static Wish of(RuleBook book, Map<String, String> labels) {
        for (RuleBook.TicketRule rule : book.ticket()) {
            if (rule.matches(labels)) {
                String asset = rule.asset() == null ? null : asset(labels.getOrDefault(rule.asset(), ""));
                Wish wish = new Wish(rule.category(), rule.requester(), rule.assignGroup(), asset);
                return wish.decides() || asset != null ? wish : null;
            }
        }
        return null;
    }

    private static String asset(String value) {
        String name = Host.of(value.strip());
        return name.isEmpty() || name.length() > LONGEST_NAME ? null : name;
    }

    /** Whether it says more than which computer is concerned. */
    public boolean decides() {
        return category != null || requester != null || assignGroup != null;
    }

    /** The computer alone; null when there is none. */
    public Wish assetOnly() {
        return asset == null ? null : new Wish(null, null, null, asset);
    }
}
