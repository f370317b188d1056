package io.weir.app.report;

/** A period in cells of a length that people count in. Milliseconds since the epoch. */
record Grid(long from, long step, int cells) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {
        SECOND,
        5 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY
    };

    /** The finest grid of at most that many cells, give or take the one that the period begins in. */
    static Grid of(Period period, int atMost) {
        long step = (period.length() / atMost / DAY + 1) * DAY;
        for (int i = STEPS.length - 1; i >= 0 && period.length() / STEPS[i] < atMost; i--) {
            step = STEPS[i];
        }
        long from = Math.floorDiv(period.from(), step) * step;
        return new Grid(from, step, (int) ((period.to() - 1 - from) / step) + 1);
    }

    /** The cell of an instant; instants outside belong to the first or the last one. */
    int cell(long at) {
        return (int) Math.max(0, Math.min(cells - 1L, Math.floorDiv(at - from, step)));
    }
}
