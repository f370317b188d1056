package io.weir.sink.fault;

import java.time.Duration;
import java.util.Locale;

/** What can go wrong with one call, on the way or at the other end. "Done" is what the call asks the server to do. */
enum FaultKind {
    /** Nobody listens. */
    REFUSE("connection refused"),
    /** Accepted, never read, never answered; never done. */
    BLACK_HOLE("nothing comes back; not done"),
    /** The connection is reset before the request is read. */
    RESET_BEFORE("reset before the request; not done"),
    /** Done; then the connection is reset instead of an answer. */
    RESET_AFTER("done, then reset"),
    /** Done; the answer breaks off in the middle of its body. */
    CUT("done, the answer breaks off"),
    /** Done and answered late, but in time. */
    STALL_UNDER("late, within the timeout"),
    /** Done only after the caller gave up. */
    STALL_OVER("done after the caller gave up"),
    /** The server says 500; not done. */
    ERROR_500("500; not done"),
    /** Done; a proxy in front says 502 with a page of its own. */
    PAGE_502("done, 502 with a page"),
    /** 503; not done. */
    BUSY_503("503; not done"),
    /** 429 with {@code Retry-After}; not done. */
    THROTTLE_429("429; not done"),
    /** 401 as for a session or token that is over; not done. */
    DENY_401("401; not done"),
    /** 200 with nothing in it; not done. */
    EMPTY_200("200 with nothing; not done"),
    /** Done; 200 with nothing in it. */
    EMPTY_200_DONE("done, 200 with nothing"),
    /** 200 with a page; not done. */
    PAGE_200("200 with a page; not done"),
    /** Done; 200 with a page. */
    PAGE_200_DONE("done, 200 with a page"),
    /** Done; the answer comes byte by byte, in time. */
    DRIP("done, byte by byte in time"),
    /** Done; the answer comes so slowly that the caller gives up. */
    DRIP_OVER("done, byte by byte for ever"),
    /** The request reaches the server twice, the first answer comes back. */
    DUPLICATE("reaches the server twice");

    /** Longest time for a call in these tests. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final String told;

    FaultKind(String told) {
        this.told = told;
    }

    /** For the table. */
    String told() {
        return told;
    }

    /** For names of tests. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
