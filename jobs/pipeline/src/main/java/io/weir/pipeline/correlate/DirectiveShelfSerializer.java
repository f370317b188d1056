package io.weir.pipeline.correlate;

import io.weir.pipeline.types.CompactSerializer;
import io.weir.pipeline.types.CompactType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Shelves of directives as they are kept: a version, and the compressed directives. */
public final class DirectiveShelfSerializer extends CompactSerializer<DirectiveShelf> {
    /** The type. */
    static final TypeInformation<DirectiveShelf> TYPE =
            new CompactType<>(DirectiveShelf.class, new DirectiveShelfSerializer());

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public void serialize(DirectiveShelf shelf, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        shelf.write(out);
    }

    @Override
    public DirectiveShelf deserialize(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("directives of version " + version);
        }
        return DirectiveShelf.read(in);
    }

    @Override
    public TypeSerializerSnapshot<DirectiveShelf> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is nothing to configure; what changes is told by the version in each record. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DirectiveShelf> {
        /** For Flink. */
        public Snapshot() {
            super(DirectiveShelfSerializer::new);
        }
    }
}
