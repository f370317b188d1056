package io.weir.sink.http;

import java.util.Objects;

/** A call that got no answer. */
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How far the call got. */
    public enum Progress {
        /** The system is left alone for now; nothing was sent. */
        CIRCUIT_OPEN,
        /** This process may not act any more; nothing was sent. */
        FENCED,
        /** No connection; nothing was sent. */
        NOT_SENT,
        /** Something was sent, so it may have been carried out. */
        IN_DOUBT
    }

    private final Progress progress;

    CallFailedException(Progress progress, String message, Throwable cause) {
        super(message, cause);
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /** How far the call got. */
    public Progress progress() {
        return progress;
    }

    /** The stable word for outcomes. */
    public String reason() {
        return switch (progress) {
            case CIRCUIT_OPEN -> "circuit-open";
            case FENCED -> "fenced";
            case NOT_SENT -> "not-reachable";
            case IN_DOUBT -> "no-answer";
        };
    }
}
