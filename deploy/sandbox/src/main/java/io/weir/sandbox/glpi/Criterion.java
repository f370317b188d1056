package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a search. A search type that is not known finds nothing, without an error: so does the real one. */
record Criterion(String link, SearchOption option, String type, String value) {
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*(-?\\d{1,9}).*", Pattern.DOTALL);

    boolean matches(ObjectNode row, String shown) {
        return switch (type) {
            case "contains" -> Like.of(value).matches(shown);
            case "notcontains" -> !Like.of(value).matches(shown);
            case "equals" -> equalsValue(row);
            case "notequals" -> !equalsValue(row);
            case "morethan" ->
                option.kind() == SearchOption.Kind.TIME && !shown.isEmpty() && shown.compareTo(value) > 0;
            case "lessthan" ->
                option.kind() == SearchOption.Kind.TIME && !shown.isEmpty() && shown.compareTo(value) < 0;
            default -> false;
        };
    }

    private boolean equalsValue(ObjectNode row) {
        if (option.field().equals("status")) {
            return statusEquals(row.get("status").intValue());
        }
        return switch (option.kind()) {
            case TITLE -> row.get("id").intValue() == leadingNumber();
            case NUMBER, REFERENCE -> row.get(option.field()).intValue() == leadingNumber();
            case TEXT, TIME -> row.get(option.field()).asText().equalsIgnoreCase(GlpiText.encode(value));
        };
    }

    private boolean statusEquals(int status) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "all" -> true;
            case "notold" -> !TicketStatus.isOver(status);
            case "old" -> TicketStatus.isOver(status);
            case "notclosed" -> status != TicketStatus.CLOSED;
            case "process" -> Set.of(2, 3).contains(status);
            case "waiting" -> status == TicketStatus.PENDING;
            default -> status == leadingNumber();
        };
    }

    /** What the database makes of a text when it wants a number: the digits in front, else 0. */
    private int leadingNumber() {
        Matcher matcher = LEADING_NUMBER.matcher(value);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
