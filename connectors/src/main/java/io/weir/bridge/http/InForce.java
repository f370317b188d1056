package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.bridge.view.ReadModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Waits until a directive is in force, and can be read back. The lead is measured from the acknowledgement, by the
 * JVM's own clock: that is never too early, whatever the brokers' clocks say.
 */
final class InForce {
    private static final Duration READ_BACK_PAUSE = Duration.ofMillis(10);
    private static final int READ_BACK_ATTEMPTS = 300;

    private final Vertx vertx;
    private final Duration lead;
    private final ReadModel model;
    private final BridgeMetrics metrics;

    InForce(Vertx vertx, Duration lead, ReadModel model, BridgeMetrics metrics) {
        this.vertx = vertx;
        this.lead = lead;
        this.model = model;
        this.metrics = metrics;
    }

    /** Time between the record of a directive and its effect. */
    Duration lead() {
        return lead;
    }

    /**
     * Completes when what is being written is in force.
     *
     * @return the timestamp of its record, milliseconds since the epoch; fails as the write does
     */
    Future<Long> after(CompletableFuture<RecordMetadata> write) {
        metrics.directiveWaits().inc();
        return Future.fromCompletionStage(write, vertx.getOrCreateContext())
                .compose(metadata -> pause(lead)
                        .compose(over -> readBack(metadata.offset(), READ_BACK_ATTEMPTS))
                        .map(over -> metadata.timestamp()))
                .eventually(() -> {
                    metrics.directiveWaits().dec();
                    return Future.succeededFuture();
                });
    }

    private Future<Void> readBack(long offset, int attempts) {
        if (model.directivesRead() > offset || attempts == 0) {
            return Future.succeededFuture();
        }
        return pause(READ_BACK_PAUSE).compose(over -> readBack(offset, attempts - 1));
    }

    private Future<Void> pause(Duration time) {
        return time.isZero() ? Future.succeededFuture() : vertx.timer(time).mapEmpty();
    }
}
