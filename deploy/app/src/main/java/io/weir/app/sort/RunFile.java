package io.weir.app.sort;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of sorted pairs, read from the front. */
final class RunFile implements Sorted {
    private static final int BUFFER = 64 << 10;
    /** In place of a key's length. */
    private static final int END = -1;

    private final DataInputStream in;
    private Pair at;

    private RunFile(DataInputStream in) {
        this.in = in;
    }

    static RunFile open(Path file) throws IOException {
        return new RunFile(new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)));
    }

    /** Writes all that {@code pairs} has. */
    static void write(Path file, Sorted pairs) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            while (pairs.next()) {
                out.writeInt(pairs.key().length);
                out.write(pairs.key());
                out.writeInt(pairs.line().length);
                out.write(pairs.line());
            }
            out.writeInt(END);
        }
    }

    @Override
    public boolean next() throws IOException {
        int length = in.readInt();
        if (length == END) {
            at = null;
            return false;
        }
        byte[] key = in.readNBytes(length);
        at = new Pair(key, in.readNBytes(in.readInt()));
        return true;
    }

    Pair pair() {
        return at;
    }

    @Override
    public byte[] key() {
        return at.key();
    }

    @Override
    public byte[] line() {
        return at.line();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
