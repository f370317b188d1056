package io.weir.bridge.http;

import io.vertx.core.Future;
import io.weir.bridge.metrics.BridgeMetrics;
import java.util.Map;
import java.util.function.Supplier;

/** What those who run the bridge ask it. */
final class OperationsEndpoint implements Endpoint {
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> whyNotReady;
    private final BridgeMetrics metrics;

    /** {@code whyNotReady} answers null when the bridge is ready. */
    OperationsEndpoint(Supplier<String> whyNotReady, BridgeMetrics metrics) {
        this.whyNotReady = whyNotReady;
        this.metrics = metrics;
    }

    @Override
    public Future<Answer> answer(Call call) {
        return Future.succeededFuture(
                switch (call.target().route()) {
                    case METRICS -> new Answer(200, METRICS_TYPE, metrics.text(), Map.of());
                    case READY -> ready();
                    default -> Answer.text(200, Answer.TEXT, "healthy\n");
                });
    }

    private Answer ready() {
        String reason = whyNotReady.get();
        return reason == null ? Answer.text(200, Answer.TEXT, "ready\n") : Answer.text(503, Answer.TEXT, reason + "\n");
    }
}
