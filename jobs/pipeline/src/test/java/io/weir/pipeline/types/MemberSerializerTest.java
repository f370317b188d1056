package io.weir.pipeline.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Member;
import io.weir.schema.RenderedTexts;
import io.weir.schema.Severity;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.WithNull;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Nothing changes on the way, whatever the member holds. */
class MemberSerializerTest {
    private final MemberSerializer serializer = new MemberSerializer();

    @Property(tries = 500)
    void comesBackAsItWas(
            @ForAll Member.Status status,
            @ForAll Severity severity,
            @ForAll long startsAt,
            @ForAll @WithNull(0.5) Long endsAt,
            @ForAll long joinedAt,
            @ForAll @Size(max = 3) Map<String, String> labels,
            @ForAll String text,
            @ForAll @WithNull(0.5) String optional,
            @ForAll boolean flag,
            @ForAll boolean rendered,
            @ForAll @WithNull(0.3) Boolean optionalFlag)
            throws Exception {
        Member member = new Member(
                text,
                startsAt,
                endsAt,
                status,
                severity,
                rendered ? RenderedTexts.of(labels) : labels,
                rendered ? RenderedTexts.of(Map.of(text, text)) : Map.of(text, text),
                text,
                optional,
                joinedAt,
                flag,
                !flag,
                optional,
                text,
                optionalFlag,
                optionalFlag == null ? Boolean.TRUE : null);
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(member, out);
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(member);
    }
}
