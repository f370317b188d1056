package io.weir.pipeline.types;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Texts by name as {@link Compact#writeTexts} wrote them, read when somebody asks: nine of ten alerts repeat what is known,
 * and nobody looks at their labels.
 */
final class UnreadTexts extends AbstractMap<String, String> {
    private final byte[] record;
    private final int from;
    private final int length;
    private Map<String, String> texts;

    /**
     * Texts that somebody wrote.
     *
     * @param record where they stand; not to be changed from now on
     */
    UnreadTexts(byte[] record, int from, int length) {
        this.record = record;
        this.from = from;
        this.length = length;
    }

    /** Writes them as {@link Compact#writeTexts} does. */
    void copyTo(DataOutputView out) throws IOException {
        out.write(record, from, length);
    }

    private Map<String, String> texts() {
        if (texts == null) {
            try {
                texts = Compact.readTexts(new DataInputDeserializer(record, from, length));
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
