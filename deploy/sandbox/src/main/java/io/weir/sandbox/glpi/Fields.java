package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns of every item type with their defaults. A number as default makes a number column. */
final class Fields {
    private static final JsonNode DEFAULTS = Json.resource(Fields.class, "fields.json");
    private static final Pattern INTEGER = Pattern.compile("\\s*-?\\d{1,9}\\s*");
    private static final Set<String> TIMES =
            Set.of("date", "closedate", "solvedate", "takeintoaccountdate", "time_to_resolve", "time_to_own");

    private Fields() {}

    static boolean isItemtype(String name) {
        return DEFAULTS.has(name);
    }

    static boolean has(String itemtype, String field) {
        return DEFAULTS.get(itemtype).has(field);
    }

    /** A fresh row. */
    static ObjectNode defaults(String itemtype) {
        return DEFAULTS.get(itemtype).deepCopy();
    }

    /** Table name, as it appears in error texts. */
    static String table(String itemtype) {
        return switch (itemtype) {
            case "Ticket_Ticket" -> "glpi_tickets_tickets";
            case "Group_Ticket" -> "glpi_groups_tickets";
            case "Ticket_User" -> "glpi_tickets_users";
            case "Item_Ticket" -> "glpi_items_tickets";
            case "Entity" -> "glpi_entities";
            case "ITILCategory" -> "glpi_itilcategories";
            default -> "glpi_" + itemtype.toLowerCase(Locale.ROOT) + "s";
        };
    }

    /** Copies the known fields of an input into a row; unknown ones, {@code id} included, are dropped silently. */
    static void apply(String itemtype, JsonNode input, ObjectNode row) {
        JsonNode defaults = DEFAULTS.get(itemtype);
        input.properties().forEach(e -> {
            String field = e.getKey();
            if (defaults.has(field) && !field.equals("id")) {
                row.set(field, convert(itemtype, field, defaults.get(field), e.getValue()));
            }
        });
    }

    private static JsonNode convert(String itemtype, String field, JsonNode byDefault, JsonNode value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (byDefault.isNumber()) {
            return json.numberNode(integer(itemtype, field, value));
        }
        if (value.isNull() || value.isContainerNode()) {
            return byDefault;
        }
        String text = value.asText();
        if (TIMES.contains(field) && !GlpiText.isTime(text)) {
            throw new Refused("Incorrect value for " + field + " field.");
        }
        String stored = GlpiText.encode(text);
        return json.textNode(field.equals("name") ? GlpiText.cut(stored, 255) : stored);
    }

    private static int integer(String itemtype, String field, JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        if (value.isNull()) {
            return 0;
        }
        String text = value.asText();
        if (INTEGER.matcher(text).matches()) {
            return Integer.parseInt(text.strip());
        }
        if (field.equals("urgency") || field.equals("impact")) {
            throw new PhpFatal(field + " is not a number");
        }
        throw new Refused("Incorrect integer value: '" + text + "' for column `glpi`.`" + table(itemtype) + "`.`"
                + field + "` at row 1");
    }
}
