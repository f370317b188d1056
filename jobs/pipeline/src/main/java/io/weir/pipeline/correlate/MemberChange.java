package io.weir.pipeline.correlate;

import io.weir.pipeline.types.Compact;
import io.weir.pipeline.types.CompactSerializer;
import io.weir.pipeline.types.CompactType;
import io.weir.pipeline.types.MemberSerializer;
import io.weir.schema.Member;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What became of one member of a scope.
 *
 * @param name its name in the state
 * @param member as it is now; null when it is gone
 */
record MemberChange(String name, Member member) {
    /** The type. */
    static final TypeInformation<MemberChange> TYPE = new CompactType<>(MemberChange.class, new Serializer());

    /** One after the other, without separators. */
    public static final class Serializer extends CompactSerializer<MemberChange> {
        private static final long serialVersionUID = 1L;
        private static final MemberSerializer MEMBERS = new MemberSerializer();

        @Override
        public void serialize(MemberChange change, DataOutputView out) throws IOException {
            Compact.writeText(change.name, out);
            out.writeBoolean(change.member != null);
            if (change.member != null) {
                MEMBERS.serialize(change.member, out);
            }
        }

        @Override
        public MemberChange deserialize(DataInputView in) throws IOException {
            String name = Compact.readText(in);
            return new MemberChange(name, in.readBoolean() ? MEMBERS.deserialize(in) : null);
        }

        @Override
        public TypeSerializerSnapshot<MemberChange> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** There is nothing to configure; what changes is told by the version in each member. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<MemberChange> {
        /** For Flink. */
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
