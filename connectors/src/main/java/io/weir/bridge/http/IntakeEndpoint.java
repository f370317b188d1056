package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.Rejected;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.schema.Alert;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts: reads them, writes them, and answers 200 when Kafka has every one. What cannot be read is a dead letter
 * and 200 as well, since senders repeat a refused message for ever or drop it.
 */
final class IntakeEndpoint implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeEndpoint.class);
    private static final int MOST_ON_EVENT_LOOP = 128 << 10;
    private static final int MOST_REJECTED_TOLD = 20;

    private final Function<Call, Reading> reader;
    private final Vertx vertx;
    private final SlicedLog log;
    private final BridgeMetrics metrics;
    private final OncePerMinute notices;

    IntakeEndpoint(
            Function<Call, Reading> reader, Vertx vertx, SlicedLog log, BridgeMetrics metrics, OncePerMinute notices) {
        this.reader = reader;
        this.vertx = vertx;
        this.log = log;
        this.metrics = metrics;
        this.notices = notices;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (call.body().length <= MOST_ON_EVENT_LOOP) {
            return taken(call, read(call));
        }
        return vertx.executeBlocking(() -> read(call), false).compose(work -> taken(call, work));
    }

    private record Work(Reading reading, AlertRecords records) {}

    private Work read(Call call) {
        Reading reading = reader.apply(call);
        return new Work(reading, AlertRecords.of(reading, call));
    }

    private Future<Answer> taken(Call call, Work work) {
        return log.write(work.records.records())
                .map(done -> {
                    count(call, work);
                    return accepted(work);
                })
                .otherwise(failure -> {
                    if (notices.passes("kafka", System.nanoTime())) {
                        LOG.warn("Kafka does not acknowledge, senders are answered 503", failure);
                    }
                    return Answer.unavailable("Kafka does not acknowledge; send it again");
                });
    }

    private void count(Call call, Work work) {
        String tenant = call.identity().tenant();
        String source = work.reading.source();
        for (Alert alert : work.records.alerts()) {
            metrics.accepted(alert);
        }
        for (Rejected rejected : work.records.rejected()) {
            metrics.deadLetter(tenant, source, rejected.reason());
        }
        if (!work.records.rejected().isEmpty() && notices.passes("rejected " + tenant, System.nanoTime())) {
            String reason = work.records.rejected().get(0).reason();
            LOG.warn("tenant {}: dead letter from {}: {}", tenant, source, reason);
        }
        if (work.reading.notice() != null) {
            metrics.noticed(tenant, source, work.reading.notice());
        }
        if (work.reading.truncatedAlerts() > 0) {
            metrics.truncated(tenant, work.reading.truncatedAlerts());
            if (notices.passes("truncated " + tenant, System.nanoTime())) {
                LOG.warn(
                        "tenant {}: {} left out {} alerts of a message; set max_alerts to 0",
                        tenant,
                        source,
                        work.reading.truncatedAlerts());
            }
        }
    }

    private static Answer accepted(Work work) {
        ObjectNode body = Answer.object()
                .put("status", "accepted")
                .put("alerts", work.records.alerts().size());
        if (work.reading.notice() != null) {
            body.put("notice", work.reading.notice());
        }
        if (!work.records.rejected().isEmpty()) {
            body.put("deadLetters", work.records.rejected().size());
            ArrayNode told = body.putArray("rejected");
            for (Rejected rejected : work.records.rejected()) {
                if (told.size() == MOST_REJECTED_TOLD) {
                    break;
                }
                told.addObject()
                        .put("reason", rejected.reason())
                        .put("field", rejected.field())
                        .put("detail", rejected.detail());
            }
        }
        return Answer.json(200, body);
    }
}
