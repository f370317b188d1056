package io.weir.bridge.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.weir.bridge.metrics.BridgeMetrics;
import java.util.function.Consumer;

/** One request from its head to its answer, on one event loop. Whatever happens, it is answered once. */
final class Exchange {
    static final String TOO_MUCH = "too much is underway; send it again";

    /** Costs no memory, and whoever is hung up on while sending does not see the answer. */
    private static final long LEAST_DISCARDED = 32 << 20;

    private final HttpServerRequest request;
    private final Visit visit;
    private final String label;
    private final InFlight inFlight;
    private final BridgeMetrics metrics;
    private Buffer body;
    private boolean growing;
    private long held;
    private long unproven;
    private long discarded;
    private Answer refusal;
    private boolean answered;

    Exchange(HttpServerRequest request, Visit visit, String label, InFlight inFlight, BridgeMetrics metrics) {
        this.request = request;
        this.visit = visit;
        this.label = label;
        this.inFlight = inFlight;
        this.metrics = metrics;
        inFlight.begun();
        visit.sends(this, System.nanoTime());
        request.exceptionHandler(fault -> unreadable());
        request.response().exceptionHandler(gone -> abandoned());
    }

    /**
     * Reads the body, at most {@code most} bytes of it, and hands it on; too big a one is answered 413.
     *
     * @param proven whether it is known whose request it is; else {@link #isProven} says so later
     */
    void readBody(int most, boolean proven, Consumer<byte[]> whole) {
        request.handler(chunk -> {
            if (answered) {
                // hung up, and what comes still was underway
            } else if (refusal != null) {
                discard(chunk.length(), most);
            } else if (held + chunk.length() > most) {
                refuse(tooLarge(most));
                discard(chunk.length(), most);
            } else if (!inFlight.take(chunk.length(), proven)) {
                answerAndHangUp(Answer.unavailable(TOO_MUCH));
            } else {
                held += chunk.length();
                unproven += proven ? 0 : chunk.length();
                append(chunk);
            }
        });
        request.endHandler(end -> {
            visit.sent(System.nanoTime());
            if (refusal != null) {
                answer(refusal);
            } else if (!answered) {
                whole.accept(body == null ? new byte[0] : body.getBytes());
                body = null;
            }
        });
    }

    /** Whose request it is has been checked. */
    void isProven() {
        inFlight.proven(unproven);
        unproven = 0;
    }

    /** Most bodies are one chunk, and that is taken as it is; the network layer's buffer is not ours to append to. */
    private void append(Buffer chunk) {
        if (body == null) {
            body = chunk;
            return;
        }
        if (!growing) {
            body = Buffer.buffer(4 * body.length()).appendBuffer(body);
            growing = true;
        }
        body.appendBuffer(chunk);
    }

    private void refuse(Answer answer) {
        refusal = answer;
        body = null;
    }

    /** A sender that still writes would not read the answer, so a while the rest is taken and thrown away. */
    private void discard(int more, int most) {
        discarded += more;
        if (discarded > Math.max(2L * most, LEAST_DISCARDED)) {
            answerAndHangUp(refusal);
        }
    }

    static Answer tooLarge(int most) {
        return Answer.problem(413, "too-large", "the body has more than " + most + " bytes", null);
    }

    /** Memory that was taken for the unpacked body counts as this request's until it is answered. */
    void holds(long more, boolean proven) {
        held += answered ? 0 : more;
        unproven += answered || proven ? 0 : more;
        if (answered) {
            inFlight.give(more);
            inFlight.proven(proven ? 0 : more);
        }
    }

    /** It is not there as a whole in the time it has. */
    void tooSlow() {
        answerAndHangUp(Answer.problem(408, "too-slow", "the request did not come to its end in time", null));
    }

    /** Answers, and takes no more from this client. */
    void answerAndHangUp(Answer answer) {
        if (answered) {
            return;
        }
        visit.end();
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        answer(answer);
        request.connection().close();
    }

    void answer(Answer answer) {
        if (answered) {
            return;
        }
        answered = true;
        HttpServerResponse response = request.response();
        if (RequestRate.REFUSAL.equals(answer)) {
            metrics.overQuota(label);
        } else {
            metrics.answered(label, answer.status());
        }
        isProven();
        inFlight.ended(held);
        if (response.closed()) {
            return;
        }
        visit.takes(System.nanoTime());
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
                .end(Buffer.buffer(answer.body()))
                .onComplete(written -> visit.took(System.nanoTime()));
    }

    /** The client is gone, or what it sends is not HTTP any more. */
    private void unreadable() {
        if (answered || request.response().closed()) {
            abandoned();
        } else {
            answerAndHangUp(Answer.problem(400, "invalid", "the body is not HTTP, or it breaks off", null));
        }
    }

    private void abandoned() {
        if (!answered) {
            answered = true;
            metrics.answered(label, 499);
            isProven();
            inFlight.ended(held);
        }
    }
}
