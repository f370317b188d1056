package io.weir.e2e.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file system of its own in memory, so that a folder can be full. Needs the right to mount. */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private final boolean mounted;

    private Scratch(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** Mounts one of so many MiB at {@code folder}; where that is not allowed, it is an ordinary folder. */
    static Scratch at(Path folder, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        return new Scratch(
                folder, run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString()));
    }

    /** Whether it can be filled. */
    boolean canBeFull() {
        return mounted;
    }

    /** Takes all the room there is. */
    void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (folder.toFile().getUsableSpace() > block.length) {
                throw full;
            }
        }
    }

    /** Gives the room back. */
    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (mounted && !run("umount", folder.toString()) && !run("umount", "-l", folder.toString())) {
            throw new IOException("cannot unmount " + folder);
        }
    }
}
