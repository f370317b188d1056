package io.weir.schema.yaml;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A typed value that a {@link Section} was asked for. A value of the wrong kind is noted by the time this exists;
 * reading goes on with a stand-in or the default until {@link Section#finish()} reports everything at once.
 *
 * @param <T> the Java type
 */
public final class Field<T> {
    private final Section section;
    private final String key;
    private final Kind<T> kind;
    private final Optional<T> value;

    Field(Section section, String key, Kind<T> kind, Optional<T> value) {
        this.section = section;
        this.key = key;
        this.kind = kind;
        this.value = value;
    }

    /** The value. When it is missing or wrong a stand-in that may be null, and {@link Section#finish()} will throw. */
    public T required() {
        if (!section.has(key)) {
            section.problem(key, "expected " + kind.expected() + ", found nothing", "add it");
        }
        return value.orElse(kind.standIn());
    }

    /** The value, or {@code fallback} where the key is missing; {@code fallback} may be null. */
    public T orElse(T fallback) {
        return value.orElse(fallback);
    }

    /** The value, or what {@code fallback} gives where the key is missing. */
    public T orElseGet(Supplier<? extends T> fallback) {
        return value.orElseGet(fallback);
    }

    /** The value; empty where the key is missing or its value wrong. */
    public Optional<T> optional() {
        return value;
    }

    /** Whether the key is there with a value that is wrong, and has been noted as such. */
    public boolean refused() {
        return section.has(key) && value.isEmpty();
    }
}
