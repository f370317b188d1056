package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import picocli.CommandLine.Option;

/** Which stretch of history. */
final class PeriodOptions {
    @Option(names = "--from", paramLabel = "TIME", description = "First instant, RFC 3339. Default: all there is.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "First instant after it, RFC 3339. Default: now.")
    private String to;

    boolean hasTo() {
        return to != null;
    }

    /** Milliseconds since the epoch; 0 when not named. */
    long fromMs() {
        return from == null ? 0 : time("--from", from);
    }

    /**
     * Milliseconds since the epoch.
     *
     * @param otherwise when not named
     */
    long toMs(long otherwise) {
        long end = to == null ? otherwise : time("--to", to);
        if (end <= fromMs()) {
            throw new CommandFailure(ExitCode.USAGE, "--to: expected a time after --from");
        }
        return end;
    }

    /**
     * The instant that an option names, milliseconds since the epoch.
     *
     * @throws CommandFailure when it is none
     */
    static long time(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option + ": expected an RFC 3339 time such as 2026-11-20T22:00:00Z, found " + text,
                    e);
        }
    }
}
