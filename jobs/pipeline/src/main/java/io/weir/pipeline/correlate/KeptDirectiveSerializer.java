package io.weir.pipeline.correlate;

import io.weir.pipeline.types.Compact;
import io.weir.pipeline.types.CompactSerializer;
import io.weir.pipeline.types.CompactType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Directives as they are kept: a document that is copied as it is. */
public final class KeptDirectiveSerializer extends CompactSerializer<KeptDirective> {
    /** The type. */
    static final TypeInformation<KeptDirective> TYPE =
            new CompactType<>(KeptDirective.class, new KeptDirectiveSerializer());

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public void serialize(KeptDirective kept, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        Compact.writeNumber(kept.time(), out);
        byte[] json = kept.json();
        Compact.writeNumber(json == null ? 0 : json.length, out);
        if (json != null) {
            out.write(json);
        }
    }

    @Override
    public KeptDirective deserialize(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("a directive of version " + version);
        }
        long time = Compact.readNumber(in);
        byte[] json = new byte[Math.toIntExact(Compact.readNumber(in))];
        in.readFully(json);
        return KeptDirective.read(json.length == 0 ? null : json, time);
    }

    @Override
    public TypeSerializerSnapshot<KeptDirective> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is nothing to configure; what changes is told by the version in each record. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeptDirective> {
        /** For Flink. */
        public Snapshot() {
            super(KeptDirectiveSerializer::new);
        }
    }
}
