package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.Rejected;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.schema.Alert;
import io.weir.tracing.LogContext;
import io.weir.tracing.Tracing;
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
    /** A tiny alert becomes fifty times as much, so only so many big bodies are read at the same time. */
    private static final int BIG_ONES_AT_ONCE = 2;

    private final Function<Call, Reading> reader;
    private final WorkerExecutor bigOnes;
    private final InFlight inFlight;
    private final AdmittedLog log;
    private final BridgeMetrics metrics;
    private final OncePerMinute notices;
    private final Tracing tracing;

    IntakeEndpoint(
            Function<Call, Reading> reader,
            Vertx vertx,
            InFlight inFlight,
            AdmittedLog log,
            BridgeMetrics metrics,
            OncePerMinute notices,
            Tracing tracing) {
        this.reader = reader;
        this.bigOnes = vertx.createSharedWorkerExecutor("weir-big-bodies", BIG_ONES_AT_ONCE);
        this.inFlight = inFlight;
        this.log = log;
        this.metrics = metrics;
        this.notices = notices;
        this.tracing = tracing;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (call.body().length <= MOST_ON_EVENT_LOOP) {
            return taken(call, read(call));
        }
        return bigOnes.executeBlocking(() -> read(call), false).compose(work -> taken(call, work));
    }

    /** {@code weight}: about how many bytes it takes until Kafka has it. */
    private record Work(Reading reading, AlertRecords records, IntakeTrace trace, long weight) {}

    /**
     * Reads it, and takes the memory for what it becomes before it does.
     *
     * @throws Refusal when there is not enough
     */
    private Work read(Call call) {
        Reading reading = reader.apply(call);
        IntakeTrace trace = IntakeTrace.begin(tracing, call);
        long weight = AlertRecords.weight(reading);
        if (!inFlight.takeWork(weight)) {
            trace.refused();
            throw new Refusal(Answer.unavailable(Exchange.TOO_MUCH));
        }
        try {
            return new Work(reading, AlertRecords.of(reading, call, trace.place()), trace, weight);
        } catch (RuntimeException e) {
            inFlight.giveWork(weight);
            throw e;
        }
    }

    private Future<Answer> taken(Call call, Work work) {
        return log.write(call, work.records)
                .onComplete(written -> inFlight.giveWork(work.weight))
                .map(done -> {
                    work.trace.written(
                            work.records.alerts().size(),
                            work.records.rejected().size());
                    about(call, work).run(() -> count(call, work));
                    return accepted(work);
                })
                .otherwise(failure -> {
                    work.trace.refused();
                    if (notices.passes("kafka", System.nanoTime())) {
                        about(call, work)
                                .run(() -> LOG.warn("Kafka does not acknowledge, senders are answered 503", failure));
                    }
                    return Answer.unavailable("Kafka does not acknowledge; send it again");
                });
    }

    private static LogContext about(Call call, Work work) {
        return new LogContext(call.identity().tenant(), null, work.trace.id());
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
