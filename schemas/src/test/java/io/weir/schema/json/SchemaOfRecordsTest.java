package io.weir.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.Acknowledgement;
import io.weir.schema.Downtime;
import io.weir.schema.Member;
import io.weir.schema.Recurrence;
import io.weir.schema.Required;
import io.weir.schema.TicketWish;
import io.weir.schema.Topology;
import io.weir.schema.Wire;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records and schemas say the same. */
class SchemaOfRecordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert",
                "fold",
                "directive",
                "incident",
                "remediation",
                "receipt",
                "decision",
                "tally",
                "dead-letter",
                "control",
                "retry"
            })
    void everyComponentIsAProperty(String record) {
        JsonNode schema = JsonSchemas.tree(JsonSchemas.file(JsonSchemas.FOLDER, record));

        assertSame(schema, JsonSchemas.RECORDS.get(record), List.of("schema"));
        assertThat(schema.at("/properties/schema/const").textValue())
                .isEqualTo(JsonSchemas.WIRES.get(record).schema());
        assertThat(schema.path("$id").textValue()).isEqualTo("urn:weir:schema:" + record + ":1");
    }

    @Test
    void everyComponentOfANestedRecordIsAProperty() {
        assertSame(definition("incident", "member"), Member.class, List.of());
        assertSame(definition("incident", "ticketWish"), TicketWish.class, List.of());
        assertSame(definition("directive", "downtime"), Downtime.class, List.of());
        assertSame(definition("directive", "recurrence"), Recurrence.class, List.of());
        assertSame(definition("directive", "topology"), Topology.class, List.of());
        assertSame(definition("directive", "edge"), Topology.Edge.class, List.of());
        assertSame(definition("directive", "acknowledgement"), Acknowledgement.class, List.of());
    }

    @Test
    void theTickIsWhatItsSchemaSays() {
        assertThat(JsonSchemas.validate("tick", JsonSchemas.tree(Wire.tick()))).isEmpty();
    }

    private static JsonNode definition(String record, String name) {
        return JsonSchemas.tree(JsonSchemas.file(JsonSchemas.FOLDER, record)).at("/$defs/" + name);
    }

    private static void assertSame(JsonNode schema, Class<?> record, List<String> more) {
        List<String> components = new ArrayList<>(more);
        List<String> required = new ArrayList<>(more);
        for (RecordComponent component : record.getRecordComponents()) {
            components.add(component.getName());
            if (component.isAnnotationPresent(Required.class)) {
                required.add(component.getName());
            } else {
                assertThat(component.getType().isPrimitive())
                        .as("%s.%s is always written", record.getSimpleName(), component.getName())
                        .isFalse();
            }
        }
        assertThat(names(schema.path("properties"))).containsExactlyInAnyOrderElementsOf(components);
        List<String> named = new ArrayList<>();
        schema.path("required").forEach(name -> named.add(name.textValue()));
        assertThat(named).containsExactlyInAnyOrderElementsOf(required);
        Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getType().isEnum())
                .forEach(component -> assertThat(schema.at("/properties/" + component.getName() + "/enum"))
                        .as(component.getName())
                        .hasSize(component.getType().getEnumConstants().length));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
