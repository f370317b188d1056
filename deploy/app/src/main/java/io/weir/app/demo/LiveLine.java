package io.weir.app.demo;

import io.weir.app.text.Harmless;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** A line that is painted over on a terminal, and printed now and then where there is none. */
final class LiveLine {
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private Instant printed = Instant.MIN;
    private int painted;

    LiveLine(PrintWriter out, boolean terminal) {
        this.out = terminal ? Harmless.behind(out) : out;
        this.terminal = terminal;
    }

    void show(String line, Instant now) {
        if (terminal) {
            out.print('\r' + line + " ".repeat(Math.max(0, painted - line.length())));
            painted = line.length();
        } else if (printed.equals(Instant.MIN) || printed.plus(PLAIN_EVERY).isBefore(now)) {
            out.println(line);
            printed = now;
        }
        out.flush();
    }

    /** Leaves the last state on the screen. */
    void end(String line) {
        out.println(terminal ? '\r' + line + " ".repeat(Math.max(0, painted - line.length())) : line);
        out.flush();
    }
}
