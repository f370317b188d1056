package io.weir.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.EnumMap;
import java.util.Map;

/**
 * The words of an enum as JSON has them, quotes included.
 *
 * @param <E> the enum
 */
final class EnumWords<E extends Enum<E>> {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<E, byte[]> words;

    EnumWords(Class<E> type) {
        words = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            try {
                words.put(value, MAPPER.writeValueAsBytes(value));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("no word for " + value, e);
            }
        }
    }

    /** The word for {@code value}, not to be changed; null for null. */
    byte[] of(E value) {
        return words.get(value);
    }
}
