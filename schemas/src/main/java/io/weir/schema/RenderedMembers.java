package io.weir.schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * Members of a revision as they stand in its JSON. A revision travels far before it is written, and hardly anybody on the
 * way looks at its members: so they are rendered once, carried as bytes, and only read again by who asks for one.
 */
public final class RenderedMembers extends AbstractList<Member> implements RandomAccess {
    private static final int LIKELY_BYTES_OF_ONE = 1024;
    private static final byte[] OPEN = {'['};

    private final byte[] json;
    private final int size;
    private List<Member> read;

    private RenderedMembers(byte[] json, int size, List<Member> read) {
        this.json = json;
        this.size = size;
        this.read = read;
    }

    /** The members, rendered unless they are; none is null. */
    public static RenderedMembers of(List<Member> members) {
        if (members instanceof RenderedMembers rendered) {
            return rendered;
        }
        return of(members, RenderedMembers::json);
    }

    /** The members, each as {@code rendered} has it, which must be what {@link #json(Member)} gives; none is null. */
    public static RenderedMembers of(List<Member> members, Function<Member, byte[]> rendered) {
        List<byte[]> parts = new ArrayList<>(members.size());
        int bytes = 2 + Math.max(0, members.size() - 1);
        for (Member member : members) {
            byte[] part = rendered.apply(member);
            parts.add(part);
            bytes += part.length;
        }
        ByteBuffer json = ByteBuffer.allocate(bytes).put(OPEN);
        for (byte[] part : parts) {
            if (json.position() > 1) {
                json.put((byte) ',');
            }
            json.put(part);
        }
        return new RenderedMembers(json.put((byte) ']').array(), members.size(), List.copyOf(members));
    }

    /** One member as it stands in the list. */
    public static byte[] json(Member member) {
        JsonDocument document = new JsonDocument(OPEN, LIKELY_BYTES_OF_ONE);
        MemberJson.write(document, member);
        byte[] opened = document.soFar();
        return Arrays.copyOfRange(opened, OPEN.length, opened.length);
    }

    /** Those that {@link #json} gave, which were {@code size}. */
    public static RenderedMembers read(byte[] json, int size) {
        return new RenderedMembers(json, size, null);
    }

    /** The list in JSON, brackets included; not to be changed. */
    public byte[] json() {
        return json;
    }

    @Override
    public Member get(int index) {
        if (read == null) {
            try {
                read = Wire.members(json);
            } catch (IOException e) {
                throw new IllegalStateException("what was rendered cannot be read", e);
            }
        }
        return read.get(index);
    }

    @Override
    public int size() {
        return size;
    }
}
