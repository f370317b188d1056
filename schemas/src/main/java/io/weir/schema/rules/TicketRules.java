package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.rules.RuleBook.TicketRule;
import io.weir.schema.yaml.Field;
import io.weir.schema.yaml.Section;
import java.util.List;

/** Reads the list {@code ticket}. */
final class TicketRules {
    private static final List<String> WISHES = List.of("category", "requester", "assignGroup", "asset");

    private TicketRules() {}

    static List<TicketRule> read(Section root, Matchers matchers) {
        Names names = new Names();
        return root.sections("ticket").stream()
                .map(entry -> read(entry, names, matchers))
                .toList();
    }

    private static TicketRule read(Section entry, Names names, Matchers matchers) {
        String name = names.of(entry);
        Field<List<Matcher>> match = matchers.field(entry, "match");
        TicketRule rule = new TicketRule(
                name,
                match.orElse(List.of()),
                id(entry, "category"),
                id(entry, "requester"),
                id(entry, "assignGroup"),
                entry.string("asset").orElse(null));
        if (WISHES.stream().noneMatch(entry::has)) {
            entry.problem(
                    "category",
                    "expected category, requester, assignGroup or asset, found none of them",
                    "say what is wanted of the ticket, for example assignGroup: 2");
        }
        if (entry.keys().contains("entity") && entry.has("entity")) {
            entry.problem(
                    "entity",
                    "is not for a rule book to choose: each tenant has its own",
                    "remove it here; it is glpi.entity of the tenant in weir.yaml");
        }
        return rule;
    }

    /** An id of the ticket system; null where the tenant's default is meant. */
    private static Integer id(Section entry, String key) {
        return entry.integer(key, 1, Integer.MAX_VALUE).orElse(null);
    }
}
