package io.weir.bridge.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.weir.bridge.metrics.BridgeMetrics;
import java.util.function.Consumer;

/** One request from its head to its answer, on one event loop. Whatever happens, it is answered once. */
final class Exchange {
    private final HttpServerRequest request;
    private final String label;
    private final InFlight inFlight;
    private final BridgeMetrics metrics;
    private Buffer body;
    private boolean growing;
    private long held;
    private long discarded;
    private Answer refusal;
    private boolean answered;

    Exchange(HttpServerRequest request, String label, InFlight inFlight, BridgeMetrics metrics) {
        this.request = request;
        this.label = label;
        this.inFlight = inFlight;
        this.metrics = metrics;
        inFlight.begun();
        request.exceptionHandler(gone -> abandoned());
        request.response().exceptionHandler(gone -> abandoned());
    }

    /** Reads the body, at most {@code most} bytes of it, and hands it on; too big a one is answered 413. */
    void readBody(int most, Consumer<byte[]> whole) {
        request.handler(chunk -> {
            if (refusal != null) {
                discard(chunk.length(), most);
            } else if (held + chunk.length() > most) {
                refuse(Answer.problem(413, "too-large", "the body has more than " + most + " bytes", null));
                discard(chunk.length(), most);
            } else if (!inFlight.take(chunk.length())) {
                answerAndHangUp(Answer.unavailable("too much is underway; send it again"));
            } else {
                held += chunk.length();
                append(chunk);
            }
        });
        request.endHandler(end -> {
            if (refusal != null) {
                answer(refusal);
            } else if (!answered) {
                whole.accept(body == null ? new byte[0] : body.getBytes());
                body = null;
            }
        });
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
        if (discarded > 2L * most) {
            answerAndHangUp(refusal);
        }
    }

    private void answerAndHangUp(Answer answer) {
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
        metrics.answered(label, answer.status());
        inFlight.ended(held);
        if (response.closed()) {
            return;
        }
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
                .end(Buffer.buffer(answer.body()));
    }

    private void abandoned() {
        if (!answered) {
            answered = true;
            metrics.answered(label, 499);
            inFlight.ended(held);
        }
    }
}
