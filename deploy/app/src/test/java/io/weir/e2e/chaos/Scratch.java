package io.weir.e2e.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    /**
     * Takes all the room there is for so long, also what others give back meanwhile.
     *
     * @throws IOException if there was room left all the time, and writing failed nevertheless
     */
    void keepFull(Duration length) throws IOException, InterruptedException {
        byte[] block = new byte[1 << 12];
        long begun = System.nanoTime();
        boolean full = false;
        IOException last = new IOException(folder + " has more room than can be taken in " + length);
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (System.nanoTime() - begun < length.toNanos()) {
                try {
                    out.write(block);
                } catch (IOException e) {
                    last = e;
                    full |= folder.toFile().getUsableSpace() <= block.length;
                    Thread.sleep(20);
                }
            }
        } finally {
            Files.deleteIfExists(filler());
        }
        if (!full) {
            throw last;
        }
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
