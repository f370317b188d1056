package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The query of a list: every condition must hold, {@code or__} ones together count as one. */
final class Filter {
    private static final Set<String> RESERVED = Set.of(
            "page",
            "page_size",
            "format",
            "order_by",
            "order",
            "search",
            "type",
            "host_filter",
            "count_disabled",
            "no_truncate",
            "limit",
            "validate");
    private static final Set<String> LOOKUPS = Set.of(
            "exact",
            "iexact",
            "contains",
            "icontains",
            "startswith",
            "istartswith",
            "endswith",
            "iendswith",
            "gt",
            "gte",
            "lt",
            "lte",
            "in",
            "isnull");

    private record Condition(String field, String lookup, String value, boolean not, boolean or) {}

    private final String model;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<String> order = new ArrayList<>();

    private Filter(String model) {
        this.model = model;
    }

    static Filter of(String model, Request request) {
        Filter filter = new Filter(model);
        request.query().forEach((name, values) -> {
            if (!RESERVED.contains(name)) {
                values.forEach(value -> filter.conditions.add(condition(name, value)));
            }
        });
        request.param("order_by")
                .or(() -> request.param("order"))
                .ifPresent(v -> filter.order.addAll(List.of(v.split(","))));
        return filter;
    }

    private static Condition condition(String name, String value) {
        String rest = name;
        boolean or = rest.startsWith("or__");
        rest = or ? rest.substring(4) : rest;
        boolean not = rest.startsWith("not__");
        rest = not ? rest.substring(5) : rest;
        int cut = rest.lastIndexOf("__");
        String last = cut < 0 ? "" : rest.substring(cut + 2);
        boolean hasLookup = LOOKUPS.contains(last);
        String field = hasLookup ? rest.substring(0, cut) : rest;
        if (field.equals("extra_vars") || field.startsWith("extra_vars__")) {
            throw AwxError.of(403, "Filtering on extra_vars is not allowed.");
        }
        return new Condition(field, hasLookup ? last : "exact", value, not, or);
    }

    /** The rows that pass, in order. */
    List<ObjectNode> apply(List<ObjectNode> rows) {
        conditions.forEach(c -> checkField(c.field()));
        List<ObjectNode> out =
                new ArrayList<>(rows.stream().filter(this::matches).toList());
        for (int i = order.size() - 1; i >= 0; i--) {
            String field = order.get(i).startsWith("-") ? order.get(i).substring(1) : order.get(i);
            checkField(field);
            Comparator<ObjectNode> by =
                    (a, b) -> compare(a.path(field), b.path(field).asText());
            out.sort(order.get(i).startsWith("-") ? Collections.reverseOrder(by) : by);
        }
        return out;
    }

    private void checkField(String field) {
        if (!ListFields.of(model).contains(field)) {
            throw AwxError.of(400, model + " has no field named '" + field + "'");
        }
    }

    private boolean matches(ObjectNode row) {
        boolean all = conditions.stream().filter(c -> !c.or()).allMatch(c -> holds(c, row));
        List<Condition> ors = conditions.stream().filter(Condition::or).toList();
        return all && (ors.isEmpty() || ors.stream().anyMatch(c -> holds(c, row)));
    }

    private static boolean holds(Condition condition, ObjectNode row) {
        JsonNode value = row.path(condition.field());
        boolean hit;
        if (value.isArray()) {
            hit = false;
            for (JsonNode one : value) {
                hit |= test(condition, one);
            }
        } else {
            hit = test(condition, value);
        }
        return hit != condition.not();
    }

    private static boolean test(Condition condition, JsonNode node) {
        String wanted = condition.value();
        String value = node.isNull() || node.isMissingNode() ? "" : node.asText();
        String lower = value.toLowerCase(Locale.ROOT);
        String wantedLower = wanted.toLowerCase(Locale.ROOT);
        return switch (condition.lookup()) {
            case "exact" -> node.isBoolean() ? lower.equals(wantedLower) : value.equals(wanted);
            case "iexact" -> lower.equals(wantedLower);
            case "contains" -> value.contains(wanted);
            case "icontains" -> lower.contains(wantedLower);
            case "startswith" -> value.startsWith(wanted);
            case "istartswith" -> lower.startsWith(wantedLower);
            case "endswith" -> value.endsWith(wanted);
            case "iendswith" -> lower.endsWith(wantedLower);
            case "gt" -> compare(node, wanted) > 0;
            case "gte" -> compare(node, wanted) >= 0;
            case "lt" -> compare(node, wanted) < 0;
            case "lte" -> compare(node, wanted) <= 0;
            case "in" -> List.of(wanted.split(",")).contains(value);
            case "isnull" -> (node.isNull() || node.isMissingNode()) == Boolean.parseBoolean(wantedLower);
            default -> false;
        };
    }

    private static int compare(JsonNode value, String other) {
        if (value.isNumber() && other.matches("-?\\d+(\\.\\d+)?")) {
            return Double.compare(value.doubleValue(), Double.parseDouble(other));
        }
        return value.asText().compareTo(other);
    }
}
