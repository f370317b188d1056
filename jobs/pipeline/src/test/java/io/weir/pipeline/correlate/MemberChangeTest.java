package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.scope.NameHabit;
import io.weir.core.scope.Piece;
import io.weir.pipeline.Samples;
import io.weir.pipeline.types.Compact;
import io.weir.pipeline.types.MemberSerializer;
import io.weir.schema.Member;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What lies in a scope's journal: members as version 0.1 wrote them, and habits. */
class MemberChangeTest {
    private static final Member MEMBER = Samples.resolved("i1", 3).members().get(0);
    private static final NameHabit HABIT = new NameHabit(
            1_790_000_000_000L, 1_790_000_600_000L, 7, 0.5, 1.5, 6.25, 3, 9, 6, 90_000, Map.of("a", 5, "b", 2));

    @Test
    void everyKindComesBack() throws IOException {
        for (MemberChange change : new MemberChange[] {
            new MemberChange("i1/f", Piece.of(MEMBER)),
            new MemberChange("#DiskFull", Piece.of(HABIT)),
            new MemberChange("#DiskFull", null)
        }) {
            DataOutputSerializer out = new DataOutputSerializer(256);
            new MemberChange.Serializer().serialize(change, out);
            assertThat(read(out)).isEqualTo(change);
        }
    }

    @Test
    void readsWhatVersion01Wrote() throws IOException {
        DataOutputSerializer there = new DataOutputSerializer(256);
        Compact.writeText("i1/f", there);
        there.writeBoolean(true);
        new MemberSerializer().serialize(MEMBER, there);
        assertThat(read(there)).isEqualTo(new MemberChange("i1/f", Piece.of(MEMBER)));

        DataOutputSerializer gone = new DataOutputSerializer(256);
        Compact.writeText("i1/f", gone);
        gone.writeBoolean(false);
        assertThat(read(gone)).isEqualTo(new MemberChange("i1/f", null));
    }

    @Test
    void whatALaterVersionWroteIsRefused() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        Compact.writeText("i1/f", out);
        out.writeByte(9);
        assertThatThrownBy(() -> read(out)).isInstanceOf(IOException.class).hasMessageContaining("unknown kind: 9");
    }

    private static MemberChange read(DataOutputSerializer written) throws IOException {
        return new MemberChange.Serializer().deserialize(new DataInputDeserializer(written.getCopyOfBuffer()));
    }
}
