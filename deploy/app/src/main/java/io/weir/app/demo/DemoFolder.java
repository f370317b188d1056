package io.weir.app.demo;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.broker.FolderLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder of a demo; everything in it is made anew each time. */
record DemoFolder(Path path, FolderLock lock) implements AutoCloseable {
    private static final String MARK = "weir-demo";
    private static final String LOCK = ".lock";

    /**
     * Takes the folder's lock and empties it, or creates it.
     *
     * @throws CommandFailure when it holds something that no demo wrote
     * @throws io.weir.broker.FolderInUseException when another demo works in it
     */
    static DemoFolder prepare(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        DemoFolder folder = new DemoFolder(absolute, FolderLock.take(absolute));
        try {
            folder.empty();
            Files.writeString(folder.path.resolve(MARK), "This folder belongs to `weir demo`, which empties it.\n");
            return folder;
        } catch (CommandFailure e) {
            folder.close();
            throw e;
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException("cannot prepare " + folder.path, e);
        }
    }

    private void empty() throws IOException {
        List<Path> content;
        try (Stream<Path> walk = Files.walk(path)) {
            content = walk.filter(file -> isInside(file) || (!file.equals(path) && !file.endsWith(LOCK)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        if (!content.isEmpty() && !Files.exists(path.resolve(MARK))) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--data: " + path + " holds something that no demo wrote; name another folder");
        }
        for (Path file : content) {
            Files.delete(file);
        }
    }

    /** Below the folder's first level even a lock file is only a leftover. */
    private boolean isInside(Path file) {
        return path.relativize(file).getNameCount() > 1;
    }

    /** Writes a new token for a tenant, and returns it. */
    String token(String tenant) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        write(tenantToken(tenant), token + "\n");
        return token;
    }

    /** The file that holds a tenant's token. */
    Path tenantToken(String tenant) {
        return path.resolve(tenant + ".token");
    }

    /** Copies a resource of the demo, with {@code @key@} replaced by its value, and returns the file. */
    Path copy(String resource, Map<String, String> values) {
        String text;
        try (InputStream in = DemoFolder.class.getResourceAsStream(resource)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace('@' + value.getKey() + '@', value.getValue());
        }
        Path file = path.resolve(resource);
        write(file, text);
        return file;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Gives the lock back; what is in the folder stays to be looked at. */
    @Override
    public void close() {
        lock.close();
    }
}
