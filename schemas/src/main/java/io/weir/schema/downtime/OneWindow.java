package io.weir.schema.downtime;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** A schedule of a single window. */
record OneWindow(Window window) implements Schedule {
    @Override
    public Span at(long at) {
        if (at < window.from()) {
            return new Span(Long.MIN_VALUE, window.from(), null);
        }
        return window.contains(at)
                ? new Span(window.from(), window.to(), window)
                : new Span(window.to(), Long.MAX_VALUE, null);
    }

    @Override
    public List<Window> next(long at, int most) {
        return at < window.to() && most > 0 ? List.of(window) : List.of();
    }

    @Override
    public Window first() {
        return window;
    }

    @Override
    public long end() {
        return window.to();
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }
}
