package io.weir.pipeline.types;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Texts by name, such as labels: most of every record. Neither names nor texts are null. */
public final class TextsSerializer extends CompactSerializer<Map<String, String>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(Map<String, String> texts, DataOutputView out) throws IOException {
        Compact.writeTexts(texts, out);
    }

    @Override
    public Map<String, String> deserialize(DataInputView in) throws IOException {
        return Compact.readTexts(in);
    }

    @Override
    public TypeSerializerSnapshot<Map<String, String>> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is nothing to configure. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Map<String, String>> {
        /** For Flink. */
        public Snapshot() {
            super(TextsSerializer::new);
        }
    }
}
