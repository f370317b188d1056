package io.weir.pipeline.types;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * Texts by name as {@link Compact#writeTexts} wrote them, read when somebody asks: nine of ten alerts repeat what is known,
 * and nobody looks at their labels.
 */
final class UnreadTexts extends AbstractMap<String, String> {
    private final byte[] written;
    private Map<String, String> texts;

    /** What was written. */
    UnreadTexts(byte[] written) {
        this.written = written;
    }

    /** What was written; not to be changed. */
    byte[] written() {
        return written;
    }

    private Map<String, String> texts() {
        if (texts == null) {
            try {
                texts = Compact.readTexts(new DataInputDeserializer(written));
            } catch (IOException e) {
                throw new UncheckedIOException("what was written cannot be read", e);
            }
        }
        return texts;
    }

    @Override
    public int size() {
        return texts().size();
    }

    @Override
    public boolean containsKey(Object name) {
        return texts().containsKey(name);
    }

    @Override
    public String get(Object name) {
        return texts().get(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return Collections.unmodifiableMap(texts()).entrySet();
    }
}
