package io.weir.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaGrowthTest {
    private static final Path RELEASED = JsonSchemas.FOLDER.resolve("released");
    private static final JsonNode INCIDENT = JsonSchemas.tree(JsonSchemas.file(RELEASED, "incident"));

    @ParameterizedTest
    @MethodSource("released")
    void theWorkingSchemaOnlyGrew(String name) {
        Path working = JsonSchemas.FOLDER.resolve(name);

        assertThat(working).exists();
        assertThat(SchemaGrowth.breaches(JsonSchemas.tree(RELEASED.resolve(name)), JsonSchemas.tree(working)))
                .as(name)
                .isEmpty();
    }

    static Stream<String> released() {
        return JsonSchemas.files(RELEASED, ".schema.json").keySet().stream();
    }

    @Test
    void everySchemaIsReleased() {
        assertThat(JsonSchemas.files(RELEASED, ".schema.json").keySet())
                .isEqualTo(JsonSchemas.files(JsonSchemas.FOLDER, ".schema.json").keySet())
                .hasSize(12);
    }

    @Test
    void growingIsFine() {
        ObjectNode grown = INCIDENT.deepCopy();
        object(grown, "/properties").putObject("later").put("type", "string");
        object(grown, "/$defs/member/properties").putObject("later").put("type", "string");
        object(grown, "/$defs").putObject("later").put("type", "object");
        ((ArrayNode) grown.at("/properties/kind/enum")).add("merged");
        object(grown, "/properties/title").put("description", "Another text.");

        assertThat(SchemaGrowth.breaches(INCIDENT, grown)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties/title                          | null            | /properties/title: was removed",
                "/$defs/member/properties/labels            | null            | /$defs/member/properties/labels: was removed",
                "/$defs/member                              | null            | /$defs/member: was removed",
                "/properties/scope/type                     | \"array\"       | /properties/scope/type: was changed from \"object\" to \"array\"",
                "/properties/scope/additionalProperties/type| \"integer\"     | /properties/scope/additionalProperties/type: was changed",
                "/properties/scope/additionalProperties     | false           | /properties/scope/additionalProperties: was changed",
                "/properties/title/type                     | [\"string\",\"null\"] | /properties/title/type: was changed",
                "/properties/severity/enum/3                | null            | /properties/severity/enum: the word \"info\" was removed",
                "/properties/reason/enum                    | [\"wait-over\"] | /properties/reason/enum: was added",
                "/properties/openedAt/format                | \"date\"        | /properties/openedAt/format: was changed from \"date-time\"",
                "/properties/openedAt/format                | null            | /properties/openedAt/format: was removed",
                "/properties/title/format                   | \"uri\"         | /properties/title/format: was added",
                "/properties/incidentId/pattern             | \"^[0-9]+$\"    | /properties/incidentId/pattern: was changed",
                "/properties/urgency/maximum                | 4               | /properties/urgency/maximum: was changed from 5 to 4",
                "/properties/title/maxLength                | 200             | /properties/title/maxLength: was added as 200",
                "/properties/members/items/$ref             | \"#/$defs/x\"   | /properties/members/items/$ref: was changed",
                "/required/0                                | null            | /required: \"schema\" is no longer required",
                "/required/99                               | \"resolution\"  | /required: \"resolution\" became required",
                "/$defs/member/required/99                  | \"endsAt\"      | /$defs/member/required: \"endsAt\" became required",
                "/properties/schema/const                   | \"weir.incident/2\" | /properties/schema/const: was changed",
                "/additionalProperties                      | false           | /additionalProperties: was added as false",
            })
    void takingBackIsNamedWithItsPath(String pointer, String value, String sentence) {
        ObjectNode changed = INCIDENT.deepCopy();
        set(
                changed,
                JsonPointer.compile(pointer),
                JsonSchemas.tree(value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(SchemaGrowth.breaches(INCIDENT, changed))
                .singleElement()
                .asString()
                .startsWith(sentence);
    }

    @Test
    void aConditionStaysAsItIs() {
        JsonNode directive = JsonSchemas.tree(JsonSchemas.file(RELEASED, "directive"));
        ObjectNode changed = directive.deepCopy();
        changed.remove("allOf");

        assertThat(SchemaGrowth.breaches(directive, changed))
                .singleElement()
                .asString()
                .startsWith("/allOf: was removed");
    }

    /** Null removes; an index beyond the end appends. */
    private static void set(ObjectNode root, JsonPointer pointer, JsonNode value) {
        JsonNode parent = root.at(pointer.head());
        if (parent instanceof ArrayNode array) {
            int index = pointer.last().getMatchingIndex();
            if (value.isNull()) {
                array.remove(index);
            } else {
                array.add(value);
            }
        } else if (value.isNull()) {
            ((ObjectNode) parent).remove(pointer.last().getMatchingProperty());
        } else {
            ((ObjectNode) parent).setAll(Map.of(pointer.last().getMatchingProperty(), value));
        }
    }

    private static ObjectNode object(JsonNode root, String pointer) {
        return (ObjectNode) root.at(pointer);
    }
}
