package io.weir.pipeline.correlate;

import io.weir.core.scope.Piece;
import io.weir.pipeline.types.Compact;
import io.weir.pipeline.types.CompactSerializer;
import io.weir.pipeline.types.CompactType;
import io.weir.pipeline.types.MemberSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What became of one member of a scope, or of one of its habits. The class is called as in version 0.1, which knew members
 * only: its name is in savepoints.
 *
 * @param name its name in the state
 * @param piece as it is now; null when it is gone
 */
record MemberChange(String name, Piece piece) {
    /** The type. */
    static final TypeInformation<MemberChange> TYPE = new CompactType<>(MemberChange.class, new Serializer());

    /** One after the other, without separators. */
    public static final class Serializer extends CompactSerializer<MemberChange> {
        private static final long serialVersionUID = 1L;
        private static final MemberSerializer MEMBERS = new MemberSerializer();
        private static final int GONE = 0;
        private static final int MEMBER = 1;
        private static final int HABIT = 2;

        @Override
        public void serialize(MemberChange change, DataOutputView out) throws IOException {
            Compact.writeText(change.name, out);
            if (change.piece == null) {
                out.writeByte(GONE);
            } else if (change.piece.member() != null) {
                out.writeByte(MEMBER);
                MEMBERS.serialize(change.piece.member(), out);
            } else {
                out.writeByte(HABIT);
                HabitFormat.write(change.piece.habit(), out);
            }
        }

        @Override
        public MemberChange deserialize(DataInputView in) throws IOException {
            String name = Compact.readText(in);
            int kind = in.readByte();
            return new MemberChange(
                    name,
                    switch (kind) {
                        case GONE -> null;
                        case MEMBER -> Piece.of(MEMBERS.deserialize(in));
                        case HABIT -> Piece.of(HabitFormat.read(in));
                        default -> throw new IOException("a piece of a scope of an unknown kind: " + kind);
                    });
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
