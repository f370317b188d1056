package io.weir.bridge.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.weir.schema.TraceParent;
import io.weir.tracing.Tracing;

/**
 * The two spans of one request that brings alerts: the request, and in it the writing to Kafka, which is what the alerts
 * carry on. They tell who sent how much and what was answered, nothing of what was in it.
 */
final class IntakeTrace {
    private static final IntakeTrace NONE = new IntakeTrace(Span.getInvalid(), Span.getInvalid());

    private final Span request;
    private final Span writing;

    private IntakeTrace(Span request, Span writing) {
        this.request = request;
        this.writing = writing;
    }

    /** Begins with what the sender says of its own trace; nothing where traces are off. */
    static IntakeTrace begin(Tracing tracing, Call call) {
        if (!tracing.isOn()) {
            return NONE;
        }
        Span request = tracing.span(
                        call.method() + " " + call.target().route().label(),
                        SpanKind.SERVER,
                        TraceParent.read(call.traceparent()))
                .setStartTimestamp(call.receivedAt())
                .setAttribute("http.route", call.target().route().label())
                .setAttribute("weir.tenant", call.identity().tenant())
                .startSpan();
        TraceParent place = Tracing.place(request);
        if (place == null) {
            return NONE;
        }
        Span writing = tracing.span("weir.alerts send", SpanKind.PRODUCER, place)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("weir.tenant", call.identity().tenant())
                .startSpan();
        return new IntakeTrace(request, writing);
    }

    /** What the alerts carry on; null when nothing is recorded. */
    String place() {
        TraceParent place = Tracing.place(writing);
        return place == null ? null : place.toString();
    }

    /** Id for log lines; null when nothing is recorded. */
    String id() {
        return request.getSpanContext().isValid() ? request.getSpanContext().getTraceId() : null;
    }

    /** Kafka has all of it. */
    void written(int alerts, int deadLetters) {
        writing.setAttribute("weir.alerts", alerts);
        request.setAttribute("weir.alerts", alerts);
        request.setAttribute("weir.dead_letters", deadLetters);
        end(200);
    }

    /** Kafka has not acknowledged it. */
    void refused() {
        writing.setStatus(StatusCode.ERROR);
        request.setStatus(StatusCode.ERROR);
        end(503);
    }

    private void end(int status) {
        writing.end();
        request.setAttribute("http.response.status_code", status);
        request.end();
    }
}
