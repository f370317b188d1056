package io.weir.sink.notify;

import io.weir.sink.http.HttpReply;
import java.time.Duration;

/**
 * What the answer of a webhook means. A 2xx that does not say what is expected is final: whoever answers so answers so
 * each time, and may show the message each time.
 */
final class HookAnswer {
    private HookAnswer() {}

    /**
     * Classifies.
     *
     * @param expected body that an accepted post is answered with; null when any will do
     * @param pause before the next try where the answer names none
     */
    static NotifyOutcome of(HttpReply reply, String expected, Duration pause) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return expected == null || reply.body().strip().equals(expected)
                    ? new NotifyOutcome.Sent(null)
                    : new NotifyOutcome.Failed(
                            "unexpected-answer",
                            "status " + status + " without " + expected + "; it may have been taken");
        }
        Duration after = reply.retryAfter() == null ? pause : reply.retryAfter();
        if (status == 429) {
            return new NotifyOutcome.Retry("throttled", null, after, false);
        }
        if (status == 408 || status >= 500) {
            return new NotifyOutcome.Retry("status-" + status, null, after, true);
        }
        return status >= 300 && status < 400
                ? new NotifyOutcome.Failed("redirect", "correct the address: status " + status)
                : new NotifyOutcome.Failed("status-" + status, null);
    }

    /** Whether this answer shows a receiver that works, be it that it says no. */
    static boolean healthy(HttpReply reply) {
        return reply.status() < 500 && reply.status() != 429 && reply.status() != 408;
    }
}
