package io.weir.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary records: what is not required is null now and then, all else goes to the extremes of its kind. */
public final class Records {
    private static final Map<String, Arbitrary<?>> BY_NAME = Map.of(
            "fingerprint", hex(16),
            "incidentId", hex(20),
            "trace", hex(16).map(digits -> "00-" + digits + digits + "-" + digits + "-01"),
            "remediationId", hex(16).map(digits -> "rem-" + digits),
            "urgency", Arbitraries.integers().between(1, 5),
            "impact", Arbitraries.integers().between(1, 5),
            "priority", Arbitraries.integers().between(1, 6),
            "revision", Arbitraries.longs().greaterOrEqual(1),
            "durationMs", Arbitraries.longs().greaterOrEqual(0));

    private Records() {}

    /** Records of a kind, without conditions between their components. */
    public static <R extends Record> Arbitrary<R> of(Class<R> type) {
        return of(type, Map.of());
    }

    /** Directives of every kind, with what their kind asks for. */
    public static Arbitrary<Directive> directives() {
        return Arbitraries.oneOf(
                of(
                        Directive.class,
                        Map.of(
                                "kind", Arbitraries.just(Directive.Kind.RULES),
                                "book", texts(),
                                "downtime", Arbitraries.just(null))),
                of(
                        Directive.class,
                        Map.of(
                                "kind", Arbitraries.just(Directive.Kind.DOWNTIME),
                                "book", Arbitraries.just(null),
                                "downtime", of(Downtime.class))),
                of(
                        Directive.class,
                        Map.of("kind", Arbitraries.of(Directive.Kind.TOPOLOGY, Directive.Kind.ACKNOWLEDGEMENT))));
    }

    /** Remediations; one that is requested lacks nothing the executor needs. */
    public static Arbitrary<Remediation> remediations() {
        return Arbitraries.oneOf(
                of(
                        Remediation.class,
                        Map.of("kind", Arbitraries.of(Remediation.Kind.REFUSED, Remediation.Kind.CANCELLED))),
                of(
                        Remediation.class,
                        Map.of(
                                "kind", Arbitraries.just(Remediation.Kind.REQUESTED),
                                "target", texts(),
                                "vars", Arbitraries.maps(names(), texts()).ofMaxSize(4),
                                "mode", Arbitraries.of(Remediation.Mode.class),
                                "alertname", texts(),
                                "fingerprint", hex(16),
                                "expiresAt", Arbitraries.longs())));
    }

    private static <R extends Record> Arbitrary<R> of(Class<R> type, Map<String, Arbitrary<?>> special) {
        List<Arbitrary<Object>> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Arbitrary<?> values = special.get(component.getName());
            if (values == null) {
                values = BY_NAME.getOrDefault(component.getName(), byType(component));
                values = component.isAnnotationPresent(Required.class) ? values : values.injectNull(0.3);
            }
            components.add(values.asGeneric());
        }
        return Combinators.combine(components).as(values -> construct(type, values));
    }

    private static Arbitrary<?> byType(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return component.isAnnotationPresent(Required.class) ? words() : texts();
        } else if (type == Map.class) {
            Arbitrary<Object> values =
                    argument(component, 1) == Long.class ? counts().asGeneric() : texts().asGeneric();
            return Arbitraries.maps(names(), values).ofMaxSize(4);
        } else if (type == List.class) {
            Class<?> element = argument(component, 0);
            return (element == String.class ? words() : of(element.asSubclass(Record.class)))
                    .list()
                    .ofMaxSize(3);
        } else if (type == Long.class) {
            return Arbitraries.longs();
        } else if (type == long.class) {
            return counts();
        } else if (type == int.class || type == Integer.class) {
            return Arbitraries.integers().greaterOrEqual(0);
        } else if (type == boolean.class || type == Boolean.class) {
            return Arbitraries.of(true, false);
        } else if (type == byte[].class) {
            return Arbitraries.bytes().array(byte[].class).ofMaxSize(50);
        } else if (type.isEnum()) {
            return Arbitraries.of(List.of(type.getEnumConstants()));
        } else if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("no values known for " + component);
    }

    static Class<?> argument(RecordComponent component, int index) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[index];
    }

    private static Arbitrary<Long> counts() {
        return Arbitraries.longs().greaterOrEqual(0);
    }

    /** Any text; lone surrogates, control characters and the empty one among them. */
    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.of("", "\ud800", "\udc00x", "\ud83d\ude00", "\u0000\u001f\u007f", "\u2028", "\"\\/"));
    }

    /** Texts of whole characters, as parsers ask of names. */
    private static Arbitrary<String> names() {
        return texts().filter(name -> name.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
    }

    private static Arbitrary<String> hex(int digits) {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(digits);
    }

    static <R extends Record> R construct(Class<R> type, List<Object> values) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(parameters).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }
}
