package io.weir.schema;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Records that only their constructors limit: any reference may be null, also within lists and maps, numbers have any
 * sign, texts are hostile.
 */
final class AnyRecords {
    private static final long DAY_MS = 86_400_000L;

    private AnyRecords() {}

    static <R extends Record> Arbitrary<R> of(Class<R> type) {
        List<Arbitrary<Object>> components = Arrays.stream(type.getRecordComponents())
                .<Arbitrary<Object>>map(component -> values(component).asGeneric())
                .toList();
        return Combinators.combine(components).as(values -> Records.construct(type, values));
    }

    private static Arbitrary<?> values(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == long.class) {
            return longs();
        } else if (type == int.class) {
            return integers();
        } else if (type == boolean.class) {
            return Arbitraries.of(true, false);
        }
        return references(component).injectNull(0.2);
    }

    private static Arbitrary<?> references(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return Records.texts();
        } else if (type == Map.class) {
            return maps();
        } else if (type == List.class) {
            Class<?> element = Records.argument(component, 0);
            return (element == String.class ? Records.texts() : of(element.asSubclass(Record.class)))
                    .injectNull(0.1)
                    .list()
                    .ofMaxSize(4);
        } else if (type == Long.class) {
            return component.isAnnotationPresent(EpochMillis.class) ? times() : longs();
        } else if (type == Integer.class) {
            return integers();
        } else if (type == Boolean.class) {
            return Arbitraries.of(true, false);
        } else if (type.isEnum()) {
            return Arbitraries.of(List.of(type.getEnumConstants()));
        } else if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("no values known for " + component);
    }

    private static Arbitrary<Long> longs() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-1000, 1000),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private static Arbitrary<Integer> integers() {
        return Arbitraries.oneOf(
                Arbitraries.integers(), Arbitraries.of(Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 9, 10, 99, 100));
    }

    /** Often of one day, of its neighbour, or beyond what is written. */
    private static Arbitrary<Long> times() {
        return Combinators.combine(
                        Arbitraries.of(0L, 20_000 * DAY_MS, EpochMillis.FIRST, EpochMillis.LAST),
                        Arbitraries.longs().between(-DAY_MS, DAY_MS),
                        Arbitraries.of(1L, 1000L))
                .as((day, more, unit) -> (day + more) / unit * unit);
    }

    private static Arbitrary<Map<String, String>> maps() {
        Arbitrary<Map<String, String>> hashed = Arbitraries.maps(
                        Records.texts(), Records.texts().injectNull(0.1))
                .ofMaxSize(8);
        return Arbitraries.oneOf(hashed, hashed.map(TreeMap::new), hashed.map(AnyRecords::backwards));
    }

    private static Map<String, String> backwards(Map<String, String> texts) {
        Map<String, String> backwards = new TreeMap<>(Collections.reverseOrder());
        backwards.putAll(texts);
        return backwards;
    }

    /** A record without any null. */
    static <R extends Record> R full(Class<R> type) {
        return Records.construct(
                type,
                Arrays.stream(type.getRecordComponents()).map(AnyRecords::some).toList());
    }

    /** A record with every null it can have. */
    static <R extends Record> R bare(Class<R> type) {
        return Records.construct(
                type,
                Arrays.stream(type.getRecordComponents())
                        .map(component -> component.getType().isPrimitive() ? some(component) : null)
                        .toList());
    }

    private static Object some(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return component.getName() + '\u00e9';
        } else if (type == Map.class) {
            Map<String, String> unsorted = new LinkedHashMap<>();
            unsorted.put("b", "2");
            unsorted.put("a", "1");
            return unsorted;
        } else if (type == List.class) {
            Class<?> element = Records.argument(component, 0);
            return element == String.class ? List.of("x", "y") : List.of(full(element.asSubclass(Record.class)));
        } else if (type == Long.class || type == long.class) {
            return 1_795_180_759_726L;
        } else if (type == Integer.class || type == int.class) {
            return 42;
        } else if (type == Boolean.class || type == boolean.class) {
            return true;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : full(type.asSubclass(Record.class));
    }

    /** {@code record} with another value for one of its components. */
    static <R extends Record> R with(R record, RecordComponent changed, Object value) {
        @SuppressWarnings("unchecked") // a record class has no subclass
        Class<R> type = (Class<R>) record.getClass();
        return Records.construct(
                type,
                Arrays.stream(type.getRecordComponents())
                        .map(component ->
                                component.getName().equals(changed.getName()) ? value : read(record, component))
                        .toList());
    }

    static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.toString(), e);
        }
    }
}
