package io.weir.schema;

import java.io.IOException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

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
        JsonDocument document = new JsonDocument(OPEN, LIKELY_BYTES_OF_ONE * members.size() + 2);
        members.forEach(member -> MemberJson.write(document, member));
        document.end(']');
        return new RenderedMembers(document.soFar(), members.size(), List.copyOf(members));
    }

    /** One member as it stands in the list; not to be changed. */
    public static byte[] json(Member member) {
        JsonDocument document = new JsonDocument(OPEN, LIKELY_BYTES_OF_ONE);
        MemberJson.write(document, member);
        byte[] listed = document.soFar();
        return Arrays.copyOfRange(listed, OPEN.length, listed.length);
    }

    /** These members, of which {@code each} gives {@link #json(Member)}, in the same order. */
    public static RenderedMembers joined(List<Member> members, List<byte[]> each) {
        int length = 2 + Math.max(0, each.size() - 1);
        for (byte[] one : each) {
            length += one.length;
        }
        byte[] json = new byte[length];
        json[0] = '[';
        int at = 1;
        for (byte[] one : each) {
            if (at > 1) {
                json[at++] = ',';
            }
            System.arraycopy(one, 0, json, at, one.length);
            at += one.length;
        }
        json[at] = ']';
        return new RenderedMembers(json, members.size(), List.copyOf(members));
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
