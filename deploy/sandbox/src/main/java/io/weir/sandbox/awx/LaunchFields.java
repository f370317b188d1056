package io.weir.sandbox.awx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.store.Tables;
import java.util.List;
import java.util.Set;

/** The types of a launch request. All wrong fields are named together; values come out in their proper type. */
final class LaunchFields {
    private static final Set<String> TEXTS = Set.of("limit", "scm_branch", "job_tags", "skip_tags");
    private static final Set<String> NUMBERS = Set.of("forks", "timeout", "job_slice_count");
    private static final Set<String> LISTS = Set.of("labels", "credentials", "instance_groups");
    private static final String NO_NULL = "This field may not be null.";

    private final AwxOptions options;
    private final Tables tables;

    LaunchFields(AwxOptions options, Tables tables) {
        this.options = options;
        this.tables = tables;
    }

    /** The known fields of the request, or a 400 that lists every field that is wrong. */
    ObjectNode check(JsonNode body) {
        ObjectNode good = Json.object();
        ObjectNode errors = Json.object();
        for (Prompt prompt : Prompt.values()) {
            String field = prompt.field();
            if (body.has(field)) {
                JsonNode value = body.get(field);
                String error = value.isNull() ? NO_NULL : convert(prompt, value, good);
                if (error != null) {
                    errors.putArray(field).add(error);
                }
            }
        }
        if (!errors.isEmpty()) {
            throw AwxError.badRequest(errors);
        }
        return good;
    }

    /** Puts the value into {@code good} and returns null, or returns what is wrong with it. */
    private String convert(Prompt prompt, JsonNode value, ObjectNode good) {
        String field = prompt.field();
        if (TEXTS.contains(field)) {
            return text(field, value, good);
        }
        if (NUMBERS.contains(field)) {
            return integer(field, value, good);
        }
        if (LISTS.contains(field)) {
            return keys(field, value, good);
        }
        return switch (prompt) {
            case JOB_TYPE -> choice(field, value, List.of("run", "check"), good);
            case VERBOSITY -> choice(field, value, List.of("0", "1", "2", "3", "4", "5"), good);
            case DIFF_MODE -> bool(field, value, good);
            case INVENTORY ->
                key(field, value, options.inventory(value.isInt() ? value.intValue() : null) != null, good);
            case EXECUTION_ENVIRONMENT -> key(field, value, false, good);
            case VARIABLES -> variables(value, good);
            default -> throw new IllegalStateException("no check for " + field);
        };
    }

    private static String text(String field, JsonNode value, ObjectNode good) {
        if (value.isContainerNode() || value.isBoolean()) {
            return "Not a valid string.";
        }
        if (value.asText().length() > 1024) {
            return "Ensure this field has no more than 1024 characters.";
        }
        good.put(field, value.asText());
        return null;
    }

    private static String integer(String field, JsonNode value, ObjectNode good) {
        if (!value.asText().matches("-?\\d{1,9}")) {
            return "A valid integer is required.";
        }
        good.put(field, Integer.parseInt(value.asText()));
        return null;
    }

    private static String choice(String field, JsonNode value, List<String> choices, ObjectNode good) {
        if (!choices.contains(value.asText())) {
            return "\"" + value.asText() + "\" is not a valid choice.";
        }
        good.set(field, value);
        return null;
    }

    private static String bool(String field, JsonNode value, ObjectNode good) {
        if (!value.isBoolean()) {
            return "Must be a valid boolean.";
        }
        good.set(field, value);
        return null;
    }

    private static String key(String field, JsonNode value, boolean exists, ObjectNode good) {
        if (!value.isInt()) {
            return "Incorrect type. Expected pk value, received " + pythonType(value) + ".";
        }
        if (!exists) {
            return "Invalid pk \"" + value.asText() + "\" - object does not exist.";
        }
        good.set(field, value);
        return null;
    }

    private String keys(String field, JsonNode value, ObjectNode good) {
        if (!value.isArray()) {
            return "Expected a list of items but got type \"" + pythonType(value) + "\".";
        }
        for (JsonNode one : value) {
            boolean exists =
                    field.equals("labels") && tables.get("label", one.asInt()).isPresent();
            String error = key(field, one, exists, Json.object());
            if (error != null) {
                return error;
            }
        }
        good.set(field, value);
        return null;
    }

    private static String variables(JsonNode value, ObjectNode good) {
        JsonNode parsed = value;
        if (value.isTextual()) {
            try {
                parsed = value.textValue().isBlank() ? Json.object() : Json.read(value.textValue());
            } catch (JsonProcessingException e) {
                return "Cannot parse as JSON (error: " + e.getOriginalMessage()
                        + ") or YAML (error: the sandbox reads JSON only).";
            }
        }
        if (!parsed.isObject()) {
            return "Input type `" + pythonType(parsed) + "` is not a dictionary";
        }
        good.set(Prompt.VARIABLES.field(), parsed);
        return null;
    }

    private static String pythonType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "str";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int" : "float";
            case ARRAY -> "list";
            case OBJECT -> "dict";
            default -> "NoneType";
        };
    }
}
