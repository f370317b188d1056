package io.weir.sandbox.glpi;

import java.util.Map;

/**
 * A numbered column of the search engine.
 *
 * @param field column of the row, or the pseudo column {@code entity} (full path) or {@code state} (its name)
 * @param uid name used with {@code uid_cols}
 */
record SearchOption(String field, String uid, Kind kind) {
    enum Kind {
        /** Text that is also a link: {@code equals} compares the id of the row. */
        TITLE,
        TEXT,
        NUMBER,
        TIME,
        /** Displayed as text, compared by id. */
        REFERENCE
    }

    private static final SearchOption ID = new SearchOption("id", "id", Kind.NUMBER);
    private static final SearchOption NAME = new SearchOption("name", "name", Kind.TITLE);
    private static final SearchOption ENTITY = new SearchOption("entities_id", "Entity.completename", Kind.REFERENCE);
    private static final SearchOption CHANGED = new SearchOption("date_mod", "date_mod", Kind.TIME);

    private static final Map<String, Map<Integer, SearchOption>> OPTIONS = Map.of(
            "Ticket",
            Map.ofEntries(
                    Map.entry(1, NAME),
                    Map.entry(2, ID),
                    Map.entry(3, new SearchOption("priority", "priority", Kind.NUMBER)),
                    Map.entry(10, new SearchOption("urgency", "urgency", Kind.NUMBER)),
                    Map.entry(11, new SearchOption("impact", "impact", Kind.NUMBER)),
                    Map.entry(12, new SearchOption("status", "status", Kind.NUMBER)),
                    Map.entry(14, new SearchOption("type", "type", Kind.NUMBER)),
                    Map.entry(15, new SearchOption("date", "date", Kind.TIME)),
                    Map.entry(16, new SearchOption("closedate", "closedate", Kind.TIME)),
                    Map.entry(17, new SearchOption("solvedate", "solvedate", Kind.TIME)),
                    Map.entry(19, CHANGED),
                    Map.entry(21, new SearchOption("content", "content", Kind.TEXT)),
                    Map.entry(80, ENTITY)),
            "Computer",
            Map.of(
                    1, NAME,
                    2, ID,
                    19, CHANGED,
                    31, new SearchOption("states_id", "State.completename", Kind.REFERENCE),
                    80, ENTITY),
            "Entity",
            Map.of(1, NAME, 2, ID, 8, new SearchOption("tag", "tag", Kind.TEXT)));

    static boolean searchable(String itemtype) {
        return OPTIONS.containsKey(itemtype);
    }

    /** The option, refusing numbers that are unknown or not allowed as criterion. */
    static SearchOption of(String itemtype, String number) {
        if (itemtype.equals("Ticket") && number.equals("13")) {
            throw GlpiError.documented("ERROR", "Forbidden field ID in search criteria");
        }
        SearchOption option = number.matches("\\d{1,9}") ? OPTIONS.get(itemtype).get(Integer.valueOf(number)) : null;
        if (option == null) {
            throw GlpiError.documented("ERROR", "Bad field ID in search criteria");
        }
        return option;
    }
}
