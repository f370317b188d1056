package io.weir.pipeline.correlate;

import io.weir.pipeline.types.Compact;
import io.weir.pipeline.types.Lz4;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Directives that are written together. All of them are in each checkpoint, few change in between, and their documents are
 * much alike: so a shelf is compressed once and written as it is until it changes. Immutable.
 */
final class DirectiveShelf {
    static final DirectiveShelf EMPTY = new DirectiveShelf(Map.of());
    private static final KeptDirectiveSerializer DIRECTIVES = new KeptDirectiveSerializer();
    private static final int LIKELY_BYTES = 32 << 10;

    private final Map<String, KeptDirective> directives;
    /** Null until a checkpoint needs it; whoever writes the checkpoint is another thread. */
    private volatile Packed packed;

    /** @param length of what was compressed */
    @SuppressWarnings("ArrayRecordComponent")
    private record Packed(int length, byte[] bytes) {}

    private DirectiveShelf(Map<String, KeptDirective> directives) {
        this.directives = Collections.unmodifiableMap(directives);
    }

    /** By their names in the state. */
    Map<String, KeptDirective> directives() {
        return directives;
    }

    /** The same with {@code kept}, in place of what had its name. */
    DirectiveShelf with(String key, KeptDirective kept) {
        Map<String, KeptDirective> next = new LinkedHashMap<>(directives);
        next.put(key, kept);
        return new DirectiveShelf(next);
    }

    /** The same without what has this name. */
    DirectiveShelf without(String key) {
        Map<String, KeptDirective> next = new LinkedHashMap<>(directives);
        next.remove(key);
        return new DirectiveShelf(next);
    }

    void write(DataOutputView out) throws IOException {
        if (packed == null) {
            packed = pack();
        }
        Compact.writeNumber(packed.length, out);
        Compact.writeNumber(packed.bytes.length, out);
        out.write(packed.bytes);
    }

    private Packed pack() throws IOException {
        DataOutputSerializer raw = new DataOutputSerializer(LIKELY_BYTES);
        for (Map.Entry<String, KeptDirective> entry : directives.entrySet()) {
            Compact.writeText(entry.getKey(), raw);
            DIRECTIVES.serialize(entry.getValue(), raw);
        }
        return new Packed(raw.length(), Lz4.packed(raw.getSharedBuffer(), raw.length()));
    }

    static DirectiveShelf read(DataInputView in) throws IOException {
        int length = Math.toIntExact(Compact.readNumber(in));
        byte[] bytes = new byte[Math.toIntExact(Compact.readNumber(in))];
        in.readFully(bytes);
        DataInputDeserializer entries = new DataInputDeserializer(Lz4.unpacked(bytes, 0, length));
        Map<String, KeptDirective> directives = new LinkedHashMap<>();
        while (entries.available() > 0) {
            directives.put(Compact.readText(entries), DIRECTIVES.deserialize(entries));
        }
        DirectiveShelf shelf = new DirectiveShelf(directives);
        shelf.packed = new Packed(length, bytes);
        return shelf;
    }
}
