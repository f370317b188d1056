package io.weir.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Named places in the protocol at which a test may stop a thread of a process and kill it. Without the system property
 * {@code weir.failpoint} (and always in production) {@link #reach} does nothing.
 *
 * <p>{@code -Dweir.failpoint=POINT/OPERATION -Dweir.failpoint.file=FILE}: whoever reaches it first writes the file and
 * goes no further as long as the file is there; all others go on.
 */
public final class FailPoint {
    private static final String WANTED = System.getProperty("weir.failpoint", "");
    private static final Path FILE = Path.of(System.getProperty("weir.failpoint.file", "failpoint"));
    private static final long LOOK_NANOS = 20_000_000;
    private static final AtomicBoolean REACHED = new AtomicBoolean();

    private FailPoint() {}

    /**
     * A place is reached.
     *
     * @param point for example {@code bytes-sent}
     * @param operation for example {@code create}
     */
    public static void reach(String point, String operation) {
        if (WANTED.isEmpty() || !WANTED.equals(point + "/" + operation) || !REACHED.compareAndSet(false, true)) {
            return;
        }
        try {
            Files.writeString(FILE, WANTED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (Files.exists(FILE)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
