package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.RenderedMembers;
import io.weir.schema.Severity;
import io.weir.schema.TicketWish;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a reader could see makes a difference, and nothing else does. */
class LookTest {
    private static final Set<String> NOT_LOOKED_AT = Set.of("revision", "kind", "reason", "updatedAt", "trace");

    @Test
    void eachComponentOfAnIncidentMatters() throws Exception {
        Incident incident = record(Incident.class, 0);
        for (RecordComponent component : Incident.class.getRecordComponents()) {
            Incident other = with(incident, component);
            assertThat(Look.of(other).equals(Look.of(incident)))
                    .as(component.getName())
                    .isEqualTo(NOT_LOOKED_AT.contains(component.getName()));
        }
    }

    @Test
    void eachComponentOfAMemberMatters() throws Exception {
        Member member = record(Member.class, 0);
        for (RecordComponent component : Member.class.getRecordComponents()) {
            assertThat(Look.of(of(with(member, component))))
                    .as(component.getName())
                    .isNotEqualTo(Look.of(of(member)));
        }
    }

    @Test
    void theSameChangeInTwoPlacesIsAChange() throws Exception {
        byte[] json = new byte[64];
        for (int at = 0; at + Long.BYTES < json.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] other = json.clone();
                other[at] ^= (byte) (1 << bit);
                other[at + Long.BYTES] ^= (byte) (1 << bit);
                assertThat(Look.of(listing(other)))
                        .as("bit %d of %d and %d", bit, at, at + Long.BYTES)
                        .isNotEqualTo(Look.of(listing(json)));
            }
        }
    }

    @Test
    void theOrderOfLabelsDoesNotMatter() throws Exception {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("b", "2");
        other.put("a", "1");
        assertThat(Look.of(scoped(one))).isEqualTo(Look.of(scoped(other)));
        assertThat(Look.of(scoped(Map.of("a", "2", "b", "1")))).isNotEqualTo(Look.of(scoped(one)));
    }

    private static Incident scoped(Map<String, String> scope) throws Exception {
        return put(record(Incident.class, 0), "scope", scope);
    }

    private static Incident listing(byte[] json) throws Exception {
        return put(record(Incident.class, 0), "members", RenderedMembers.read(json, 1));
    }

    private static Incident of(Member member) throws Exception {
        return put(record(Incident.class, 0), "members", List.of(member));
    }

    private static <R extends Record> R with(R record, RecordComponent component) throws Exception {
        return put(record, component.getName(), value(component, 1));
    }

    private static <R extends Record> R record(Class<R> type, int variant) throws Exception {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            values.add(value(component, variant));
        }
        return make(type, values);
    }

    private static <R extends Record> R put(R record, String name, Object value) throws Exception {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            values.add(
                    component.getName().equals(name)
                            ? value
                            : component.getAccessor().invoke(record));
        }
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) record.getClass();
        return make(type, values);
    }

    private static <R extends Record> R make(Class<R> type, List<Object> values) throws Exception {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types).newInstance(values.toArray());
    }

    private static Object value(RecordComponent component, int variant) throws Exception {
        Class<?> type = component.getType();
        if (type == String.class) {
            return "text" + variant;
        } else if (type == long.class || type == Long.class) {
            return 1_000L + variant;
        } else if (type == int.class || type == Integer.class) {
            return 10 + variant;
        } else if (type == boolean.class || type == Boolean.class) {
            return variant == 1;
        } else if (type == Map.class) {
            return Map.of("a", "text" + variant);
        } else if (type == List.class) {
            return variant == 0 ? List.of() : List.of(record(Member.class, 0));
        } else if (type == TicketWish.class) {
            return new TicketWish(variant, 2, 3, List.of("asset"));
        } else if (type == Severity.class) {
            return variant == 0 ? Severity.CRITICAL : Severity.INFO;
        }
        return type.getEnumConstants()[variant];
    }
}
