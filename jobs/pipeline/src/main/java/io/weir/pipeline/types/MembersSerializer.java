package io.weir.pipeline.types;

import io.weir.schema.Member;
import io.weir.schema.RenderedMembers;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The members of a revision, as the bytes that are written to Kafka in the end. */
public final class MembersSerializer extends CompactSerializer<List<Member>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(List<Member> members, DataOutputView out) throws IOException {
        RenderedMembers rendered = RenderedMembers.of(members);
        Compact.writeNumber(rendered.size(), out);
        Compact.writeNumber(rendered.json().length, out);
        out.write(rendered.json());
    }

    @Override
    public List<Member> deserialize(DataInputView in) throws IOException {
        int size = Math.toIntExact(Compact.readNumber(in));
        byte[] json = new byte[Math.toIntExact(Compact.readNumber(in))];
        in.readFully(json);
        return RenderedMembers.read(json, size);
    }

    @Override
    public TypeSerializerSnapshot<List<Member>> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is nothing to configure. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<List<Member>> {
        /** For Flink. */
        public Snapshot() {
            super(MembersSerializer::new);
        }
    }
}
