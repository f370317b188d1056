package io.weir.pipeline.types;

import java.io.IOException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** Bytes that are kept compressed. Their length has to be kept beside them. */
public final class Lz4 {
    private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

    private Lz4() {}

    /** The first {@code length} bytes, compressed. */
    public static byte[] packed(byte[] bytes, int length) {
        return LZ4.fastCompressor().compress(bytes, 0, length);
    }

    /**
     * The bytes again.
     *
     * @param from where in {@code packed} what {@link #packed} gave begins; it is the rest of it
     * @param length how many there were
     * @throws IOException when it is not what {@link #packed} gave, or not of this length
     */
    public static byte[] unpacked(byte[] packed, int from, int length) throws IOException {
        byte[] bytes = new byte[length];
        int found;
        try {
            found = LZ4.safeDecompressor().decompress(packed, from, packed.length - from, bytes, 0);
        } catch (LZ4Exception e) {
            throw new IOException("not compressed by LZ4", e);
        }
        if (found != length) {
            throw new IOException("expected " + length + " bytes, found " + found);
        }
        return bytes;
    }
}
