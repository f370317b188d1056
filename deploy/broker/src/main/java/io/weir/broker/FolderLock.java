package io.weir.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to be the only one that works in a folder, held until it is closed or the process ends, however it ends.
 */
public final class FolderLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of {@code folder}, which is created when it is absent.
     *
     * @throws FolderInUseException when another process, or another part of this one, holds it
     * @throws UncheckedIOException when the folder cannot be written
     */
    public static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new FolderLock(channel);
            }
            channel.close();
            throw new FolderInUseException(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take the lock of " + folder.toAbsolutePath(), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** Gives the right back. The file stays: removing it would let two later ones lock different files. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
