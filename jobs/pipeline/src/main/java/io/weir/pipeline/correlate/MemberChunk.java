package io.weir.pipeline.correlate;

import io.weir.pipeline.types.Compact;
import io.weir.pipeline.types.CompactSerializer;
import io.weir.pipeline.types.CompactType;
import io.weir.pipeline.types.MemberSerializer;
import io.weir.schema.Member;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Some of the members of a scope.
 *
 * @param chunks how many chunks the scope has; true in the first one only
 * @param members by their names in the state
 */
record MemberChunk(int chunks, Map<String, Member> members) {
    /** The type. */
    static final TypeInformation<MemberChunk> TYPE = new CompactType<>(MemberChunk.class, new Serializer());

    /** Chunks one after the other, and members without separators. */
    public static final class Serializer extends CompactSerializer<MemberChunk> {
        private static final long serialVersionUID = 1L;
        private static final MemberSerializer MEMBERS = new MemberSerializer();

        @Override
        public void serialize(MemberChunk chunk, DataOutputView out) throws IOException {
            Compact.writeNumber(chunk.chunks, out);
            Compact.writeNumber(chunk.members.size(), out);
            for (Map.Entry<String, Member> member : chunk.members.entrySet()) {
                Compact.writeText(member.getKey(), out);
                MEMBERS.serialize(member.getValue(), out);
            }
        }

        @Override
        public MemberChunk deserialize(DataInputView in) throws IOException {
            int chunks = Math.toIntExact(Compact.readNumber(in));
            int size = Math.toIntExact(Compact.readNumber(in));
            Map<String, Member> members = new HashMap<>();
            for (int i = 0; i < size; i++) {
                members.put(Compact.readText(in), MEMBERS.deserialize(in));
            }
            return new MemberChunk(chunks, members);
        }

        @Override
        public TypeSerializerSnapshot<MemberChunk> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** There is nothing to configure; what changes is told by the version in each member. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<MemberChunk> {
        /** For Flink. */
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
