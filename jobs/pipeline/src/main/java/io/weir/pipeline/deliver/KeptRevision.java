package io.weir.pipeline.deliver;

import io.weir.pipeline.types.Lz4;
import io.weir.schema.Incident;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A revision as it is kept: its document, compressed. It says much the same of each member, is large, and is written with
 * each step of its delivery; a tenth of it is left.
 */
final class KeptRevision {
    /** What version 0.1 kept is the document itself. */
    private static final byte DOCUMENT = '{';

    private static final byte COMPRESSED = 1;
    private static final int HEAD = 1 + Integer.BYTES;

    private KeptRevision() {}

    /** What to keep. */
    static byte[] of(Incident revision) {
        return of(Wire.INCIDENT.write(revision));
    }

    /** What to keep of a revision that is a document already. */
    static byte[] of(byte[] document) {
        byte[] compressed = Lz4.packed(document, document.length);
        return ByteBuffer.allocate(HEAD + compressed.length)
                .put(COMPRESSED)
                .putInt(document.length)
                .put(compressed)
                .array();
    }

    /**
     * The revision.
     *
     * @throws IllegalStateException when it is none
     */
    static Incident read(byte[] kept) {
        try {
            return Wire.INCIDENT.read(kept[0] == DOCUMENT ? kept : document(kept));
        } catch (IOException e) {
            throw new IllegalStateException("an incident in state cannot be read", e);
        }
    }

    private static byte[] document(byte[] kept) throws IOException {
        if (kept[0] != COMPRESSED) {
            throw new IOException("a revision of version " + kept[0]);
        }
        return Lz4.unpacked(kept, HEAD, ByteBuffer.wrap(kept).getInt(1));
    }
}
