package io.weir.pipeline.types;

import io.weir.schema.Member;
import io.weir.schema.RenderedTexts;
import io.weir.schema.Severity;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Members: nearly all there is to a scope's state and to a revision of an incident. */
public final class MemberSerializer extends CompactSerializer<Member> {
    private static final long serialVersionUID = 1L;
    /** Labels and annotations text by text. */
    private static final int TEXTS = 1;
    /** Labels and annotations as JSON, which is how a scope works with them. */
    private static final int RENDERED = 2;

    private static final int FLAPPING = 1;
    private static final int PERSISTED = 1 << 1;
    private static final int RARE_KNOWN = 1 << 2;
    private static final int RARE = 1 << 3;
    private static final int LATE_KNOWN = 1 << 4;
    private static final int LATE = 1 << 5;

    @Override
    public void serialize(Member member, DataOutputView out) throws IOException {
        boolean rendered = member.labels() instanceof RenderedTexts && member.annotations() instanceof RenderedTexts;
        out.writeByte(rendered ? RENDERED : TEXTS);
        out.writeByte((member.flapping() ? FLAPPING : 0)
                | (member.persisted() ? PERSISTED : 0)
                | (member.rare() != null ? RARE_KNOWN : 0)
                | (Boolean.TRUE.equals(member.rare()) ? RARE : 0)
                | (member.late() != null ? LATE_KNOWN : 0)
                | (Boolean.TRUE.equals(member.late()) ? LATE : 0));
        out.writeByte(codeOf(member.status()));
        out.writeByte(codeOf(member.severity()));
        Compact.writeText(member.fingerprint(), out);
        Compact.writeNumber(member.startsAt(), out);
        Compact.writeOptional(member.endsAt(), out);
        Compact.writeNumber(member.joinedAt() - member.startsAt(), out);
        if (rendered) {
            write((RenderedTexts) member.labels(), out);
            write((RenderedTexts) member.annotations(), out);
        } else {
            Compact.writeTexts(member.labels(), out);
            Compact.writeTexts(member.annotations(), out);
        }
        Compact.writeText(member.source(), out);
        Compact.writeText(member.generatorUrl(), out);
        Compact.writeText(member.suppressedBy(), out);
        Compact.writeText(member.suppressionRule(), out);
    }

    private static void write(RenderedTexts texts, DataOutputView out) throws IOException {
        Compact.writeNumber(texts.size(), out);
        Compact.writeNumber(texts.characters(), out);
        Compact.writeNumber(texts.json().length, out);
        out.write(texts.json());
    }

    private static Map<String, String> read(DataInputView in, int version) throws IOException {
        if (version == TEXTS) {
            return RenderedTexts.of(Compact.readTexts(in));
        }
        int size = Math.toIntExact(Compact.readNumber(in));
        int characters = Math.toIntExact(Compact.readNumber(in));
        byte[] json = new byte[Math.toIntExact(Compact.readNumber(in))];
        in.readFully(json);
        return RenderedTexts.read(json, size, characters);
    }

    @Override
    public Member deserialize(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version != TEXTS && version != RENDERED) {
            throw new IOException("a member of version " + version);
        }
        int flags = in.readByte();
        Member.Status status = statusOf(in.readByte());
        Severity severity = severityOf(in.readByte());
        String fingerprint = Compact.readText(in);
        long startsAt = Compact.readNumber(in);
        Long endsAt = Compact.readOptional(in);
        long joinedAt = startsAt + Compact.readNumber(in);
        return new Member(
                fingerprint,
                startsAt,
                endsAt,
                status,
                severity,
                read(in, version),
                read(in, version),
                Compact.readText(in),
                Compact.readText(in),
                joinedAt,
                (flags & FLAPPING) != 0,
                (flags & PERSISTED) != 0,
                Compact.readText(in),
                Compact.readText(in),
                (flags & RARE_KNOWN) == 0 ? null : Boolean.valueOf((flags & RARE) != 0),
                (flags & LATE_KNOWN) == 0 ? null : Boolean.valueOf((flags & LATE) != 0));
    }

    private static int codeOf(Member.Status status) {
        return switch (status) {
            case FIRING -> 0;
            case RESOLVED -> 1;
            case STALE -> 2;
            case MOVED -> 3;
            case GONE -> 4;
        };
    }

    private static Member.Status statusOf(byte code) throws IOException {
        return switch (code) {
            case 0 -> Member.Status.FIRING;
            case 1 -> Member.Status.RESOLVED;
            case 2 -> Member.Status.STALE;
            case 3 -> Member.Status.MOVED;
            case 4 -> Member.Status.GONE;
            default -> throw new IOException("a member in status " + code);
        };
    }

    private static int codeOf(Severity severity) {
        return switch (severity) {
            case EMERGENCY -> 0;
            case CRITICAL -> 1;
            case WARNING -> 2;
            case INFO -> 3;
        };
    }

    private static Severity severityOf(byte code) throws IOException {
        return switch (code) {
            case 0 -> Severity.EMERGENCY;
            case 1 -> Severity.CRITICAL;
            case 2 -> Severity.WARNING;
            case 3 -> Severity.INFO;
            default -> throw new IOException("a severity of " + code);
        };
    }

    @Override
    public TypeSerializerSnapshot<Member> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is nothing to configure; what changes is told by the version in each record. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Member> {
        /** For Flink. */
        public Snapshot() {
            super(MemberSerializer::new);
        }
    }
}
